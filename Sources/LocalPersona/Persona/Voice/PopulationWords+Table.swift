// PopulationWords+Table.swift: made by scripts/make-population-words from public-domain texts.
//
// A term is 'words:rate:authors': times in a million words, and in how many of a hundred authors it occurs;
// '^' marks what is mostly written with a capital.

extension PopulationWords {
  /// How many authors were counted.
  static let authorCount = 199

  /// How many words of theirs.
  static let wordCount = 4149504

  /// How frequent the rarest word here is, in a million: what is left out is rarer, or a word of a few
  /// authors.
  static let rarestWord = 13.98

  /// The same for phrases.
  static let rarestPhrase = 31.33

  /// The 5th, 25th, 50th, 75th and 95th hundredth of the authors, by ``VoiceMeasure``.
  static let quantiles: [[Double]] = [
    [13.28, 16.65, 20.68, 24.59, 33.58],  // sentenceLength
    [9.197, 11.72, 14.61, 16.93, 24.15],  // sentenceDeviation
    [33.09, 52.42, 75.48, 116.7, 182.6],  // paragraphLength
    [4.026, 4.184, 4.28, 4.386, 4.657],  // wordLength
    [12.39, 15.09, 16.71, 18.64, 22.91],  // longWords
    [0, 2.175, 11.6, 36.26, 69.85],  // contractions
    [6.9, 8.922, 10.45, 12.27, 14.59],  // capitals
    [0, 0, 0.06014, 0.3153, 5.696],  // shouting
    [0, 0, 0.1557, 0.8522, 2.471],  // digits
    [52.25, 63.7, 72.05, 80.88, 98.49],  // commas
    [1.296, 3.893, 6.221, 9.804, 16.3],  // semicolons
    [0.1176, 0.4535, 0.9591, 1.96, 6.492],  // colons
    [0.3795, 1.923, 4.213, 6.86, 15.13],  // dashes
    [2.196, 3.687, 5.381, 7.299, 10.54],  // hyphens
    [0, 0.05936, 0.2565, 1.006, 3.146],  // parentheses
    [1.403, 7.765, 19.2, 31.22, 54.74],  // quotes
    [0.08281, 1.078, 2.465, 4.566, 10.35],  // exclamations
    [0.349, 1.44, 2.977, 5.138, 8.71],  // questions
    [0, 0, 0, 0.2484, 2.356],  // ellipses
  ]

  /// Contractions, and what they stand for.
  static let contractions = """
    don't=do_not can't=cannot didn't=did_not doesn't=does_not isn't=is_not wasn't=was_not won't=will_not
    wouldn't=would_not couldn't=could_not shouldn't=should_not haven't=have_not hasn't=has_not hadn't=had_not
    aren't=are_not weren't=were_not i'm=i_am i've=i_have i'll=i_will it's=it_is that's=that_is he's=he_is
    she's=she_is you're=you_are we're=we_are they're=they_are you've=you_have we've=we_have you'll=you_will
    we'll=we_will there's=there_is what's=what_is let's=let_us
    """

  /// The most frequent words.
  static let words = """
    ^abbey:19:16 ^adam:17:14 ^adams:45:9 ^admiral:21:12 ^africa:20:20 ^albert:18:10 ^alexander:17:15
    ^alice:71:9 ^ambassador:19:11 ^america:103:45 ^american:144:48 ^americans:29:23 ^anderson:14:4
    ^andrew:31:10 ^andy:53:3 ^anna:17:7 ^anne:23:11 ^anthony:14:5 ^april:32:31 ^arab:17:8 ^arthur:22:15
    ^assembly:31:23 ^august:38:41 ^aunt:79:34 ^avenue:23:22 ^b:100:39 ^baron:26:14 ^bath:52:29 ^battery:22:11
    ^belgian:15:5 ^ben:51:15 ^benjamin:21:8 ^berlin:19:10 ^bible:40:25 ^bill:74:42 ^bishop:36:24 ^bob:15:10
    ^bonaparte:30:5 ^boston:49:20 ^brigade:28:8 ^bristol:14:8 ^britain:35:17 ^british:73:37 ^brussels:17:8
    ^bud:60:9 ^bunting:41:3 ^burke:17:8 ^button:30:17 ^c:125:49 ^cabinet:29:18 ^caesar:22:9 ^cairo:21:6
    ^california:18:10 ^cambridge:26:17 ^cape:16:16 ^captain:171:52 ^carolina:20:8 ^cash:46:16 ^cassandra:15:4
    ^cathedral:17:16 ^catherine:17:7 ^catholic:22:18 ^chancellor:15:9 ^chandler:14:3 ^charles:58:36
    ^charlotte:16:10 ^chicago:32:14 ^china:28:29 ^chinese:24:18 ^christ's:27:7 ^christ:125:23 ^christian:57:42
    ^christianity:18:17 ^christmas:39:32 ^clara:14:8 ^coleridge:36:6 ^colonel:105:33 ^commander:25:20
    ^committee:57:25 ^commons:22:15 ^confederate:16:8 ^congress:70:16 ^consul:16:10 ^council:55:33
    ^count:76:46 ^countess:15:15 ^coventry:14:3 ^crane:15:5 ^creed:14:11 ^creek:33:16 ^d:47:29 ^daddy:17:7
    ^daisy:22:4 ^dame:17:15 ^david:27:16 ^davies:34:4 ^davis:27:9 ^december:23:20 ^diana:23:4 ^dick:54:14
    ^don:56:16 ^dorothy:24:6 ^dove:19:12 ^dr:206:54 ^duchess:27:15 ^duke:118:27 ^dutch:34:22 ^earl:24:16
    ^east:86:61 ^eastern:28:30 ^edgar:15:4 ^edinburgh:16:12 ^edward:71:24 ^egypt:26:21 ^egyptian:16:13
    ^elizabeth:33:14 ^ellen:27:7 ^emily:16:7 ^emperor:27:23 ^empress:15:7 ^england:220:68 ^english:208:70
    ^englishman:29:29 ^ernest:21:4 ^europe:75:42 ^european:30:27 ^eve:16:22 ^f:25:20 ^fanny:28:12
    ^february:24:24 ^florence:30:13 ^fort:43:21 ^fox:36:23 ^france:107:47 ^francis:16:17 ^frank:57:38
    ^franklin:19:10 ^frederick:19:13 ^french:185:59 ^friday:48:33 ^g:38:25 ^gabriel:16:4 ^gen:56:6
    ^george:156:48 ^german:120:40 ^germans:48:17 ^germany:38:28 ^gladstone:18:5 ^god's:50:38 ^god:455:84
    ^gordon:17:10 ^gospel:20:12 ^governor:53:20 ^graham:16:9 ^greek:34:30 ^h:70:30 ^hal:26:3 ^hampton:22:6
    ^hardy:16:10 ^harry:31:15 ^hastings:20:7 ^helen:21:10 ^henry:127:37 ^herbert:28:12 ^holland:25:17
    ^hood:15:12 ^hudson:19:9 ^hull:20:10 ^india:47:28 ^indian:66:38 ^indians:39:19 ^inspector:15:7
    ^ireland:36:24 ^irish:36:29 ^isabella:15:4 ^italian:35:30 ^italy:34:29 ^j:41:25 ^jack:64:27 ^jackson:15:10
    ^james's:15:12 ^james:73:35 ^jane:30:14 ^january:23:23 ^japan:22:7 ^japanese:34:11 ^jersey:16:12
    ^jesus:40:12 ^jews:23:17 ^jim:25:13 ^jimmy:16:5 ^jo:14:3 ^joan:17:6 ^joe:50:10 ^john:176:62 ^johnson:24:16
    ^jones:56:21 ^joseph:17:16 ^julia:19:7 ^july:34:34 ^june:35:34 ^k:33:17 ^king's:78:34 ^king:355:60
    ^kitty:15:6 ^l:29:23 ^lamb:24:20 ^larry:14:3 ^latin:24:23 ^laura:20:6 ^le:39:23 ^lee:39:13 ^legation:22:5
    ^lieutenant:42:25 ^lincoln:22:14 ^london:217:64 ^lord's:26:16 ^lord:515:70 ^lords:32:19 ^louis:42:21
    ^louise:20:4 ^m:194:51 ^madam:43:25 ^madame:54:26 ^madrid:27:4 ^majesty:50:33 ^major:43:22 ^margaret:45:12
    ^maria:16:11 ^marie:31:9 ^marquis:25:14 ^martin:15:12 ^mary:136:39 ^matilda:22:5 ^mayor:17:16
    ^melbourne:27:3 ^miss:403:71 ^mississippi:23:8 ^mole:19:7 ^molly:25:7 ^monday:60:35 ^monsieur:46:16
    ^moor:18:8 ^moses:20:9 ^mr:1242:85 ^mrs:693:66 ^museum:22:14 ^n:36:24 ^naples:14:10 ^napoleon:15:15
    ^navy:27:21 ^negro:53:23 ^north:144:70 ^november:30:30 ^october:33:31 ^ohio:20:6 ^oliver:19:7
    ^oxford:23:22 ^p:67:29 ^pacific:14:17 ^paradise:23:23 ^paris:96:44 ^park:50:41 ^parliament:46:19
    ^paul:36:22 ^peel:16:4 ^pennsylvania:19:10 ^percy:30:6 ^peter:82:26 ^philadelphia:26:14 ^pope:16:15
    ^president:80:33 ^prince:102:33 ^princess:68:23 ^professor:56:28 ^providence:25:25 ^queen's:18:14
    ^queen:174:43 ^r:37:27 ^rat:32:12 ^republic:23:16 ^republican:14:14 ^revolution:53:30 ^richard:38:24
    ^richmond:36:12 ^robert:45:24 ^roger:20:6 ^roman:38:31 ^rome:61:31 ^russell:28:11 ^russia:38:21
    ^russian:45:24 ^s:133:42 ^saint:32:22 ^sally:20:11 ^sam:20:10 ^san:26:15 ^sara:24:3 ^saturday:69:38
    ^saviour:14:10 ^scotch:21:20 ^scotland:32:22 ^scott:14:13 ^secretary:71:33 ^senate:15:12 ^senor:45:4
    ^september:30:30 ^sherman:16:5 ^sir:469:73 ^smith:32:22 ^sophia:20:7 ^south:147:70 ^southern:43:31
    ^spain:46:17 ^spanish:38:29 ^squire:26:11 ^st:134:57 ^states:119:44 ^sunday:104:53 ^susan:19:8 ^t:31:26
    ^testament:20:13 ^theresa:23:4 ^thomas:34:28 ^thursday:49:28 ^toad:41:8 ^tom:42:26 ^treasury:17:13
    ^tuesday:47:28 ^turkish:19:7 ^turks:24:7 ^united:75:46 ^university:25:24 ^v:14:16 ^van:20:15
    ^victoria:42:13 ^violet:22:10 ^virginia:31:13 ^virginian:23:3 ^w:77:29 ^walter:34:18 ^washington:51:24
    ^webster:16:5 ^wednesday:45:26 ^west:118:65 ^western:55:38 ^westminster:16:13 ^william:86:33
    ^williams:15:11 ^wilson:16:11 ^windsor:19:11 ^wm:22:6 ^wordsworth:21:5 ^yankee:17:10 ^yankees:23:6
    ^york:109:45 a:21675:100 abandoned:25:33 ability:24:31 able:253:93 aboard:17:18 abode:19:24 about:1834:100
    above:279:96 abroad:50:47 abruptly:27:30 absence:66:59 absent:33:42 absolute:47:46 absolutely:84:62
    absorbed:24:33 absurd:34:38 abundance:14:20 abuse:15:22 accept:55:56 acceptance:15:14 accepted:51:56
    accident:47:52 accompanied:41:47 accompany:20:31 accomplish:14:21 accomplished:31:41 according:80:63
    accordingly:38:44 account:224:86 accounts:45:38 accused:18:23 accustomed:46:50 acknowledge:27:27
    acknowledged:22:28 acquaintance:67:54 acquaintances:15:23 acquainted:49:46 acquire:15:16 acquired:26:31
    acres:19:16 across:229:85 act:144:79 acted:34:42 acting:30:37 action:103:65 actions:39:33 active:41:44
    activity:31:33 acts:31:38 actual:37:45 actually:66:59 ad:21:8 add:54:52 added:132:84 adding:15:24
    addition:26:32 additional:21:30 address:63:50 addressed:40:50 addressing:19:27 adieu:16:12
    administration:24:20 admirable:30:25 admiration:46:50 admire:27:34 admired:23:31 admit:49:54
    admitted:48:55 adopted:25:29 advance:51:49 advanced:49:48 advancing:19:31 advantage:73:56 advantages:24:30
    adventure:34:38 adventures:22:30 advice:56:51 advise:21:29 advised:20:29 affair:67:53 affairs:89:60
    affect:17:26 affected:48:49 affection:64:44 affectionate:23:30 affections:27:29 afflicted:14:19
    afford:44:47 afforded:22:27 afraid:171:83 after:1362:100 afternoon:174:72 afterward:39:34
    afterwards:105:63 again:1037:100 against:519:99 age:148:83 aged:29:35 agent:29:30 agents:18:23 ages:43:45
    agitated:17:26 agitation:19:26 ago:240:90 agony:35:37 agree:46:48 agreeable:64:40 agreed:62:59
    agreement:17:19 ah:98:59 ahead:49:42 aid:40:45 aim:22:27 ain't:47:23 air:294:95 alarm:35:37 alarmed:24:34
    alas:48:39 alike:26:35 alive:73:70 all:4561:100 allow:74:60 allowed:93:67 almost:451:97 alone:289:98
    along:321:95 aloud:34:38 already:274:94 also:456:95 altar:21:22 alter:17:27 altered:21:32 although:146:61
    altogether:100:69 always:598:97 am:1511:98 amazed:15:23 amazement:21:29 amazing:15:21 ambition:27:32
    amiable:32:30 amid:34:30 amidst:19:20 ammunition:15:15 among:406:93 amongst:49:28 amount:61:54 ample:17:26
    amuse:19:26 amused:40:37 amusement:39:44 amusing:38:37 an:2946:100 anchor:21:20 ancient:86:56
    and:34599:100 angel:28:30 angels:21:22 anger:41:44 angrily:15:24 angry:59:55 anguish:22:28 animal:74:51
    animals:63:37 announced:44:50 annual:18:19 another:673:100 answer:232:90 answered:240:87 answering:27:37
    answers:18:29 antelope:18:5 anticipated:16:24 anxiety:60:54 anxious:105:70 anxiously:21:31 any:1582:100
    anybody:65:44 anyhow:23:28 anyone:49:36 anything:409:91 anyway:33:25 anywhere:48:54 apart:47:54
    apartment:36:30 apology:17:25 apparent:36:45 apparently:68:67 appeal:34:39 appear:102:73 appearance:113:76
    appearances:16:20 appeared:174:88 appearing:14:23 appears:58:46 appetite:17:24 applause:16:21
    application:25:28 applied:31:36 apply:22:32 appointed:46:47 appointment:20:18 appreciate:17:27
    appreciation:16:19 apprehension:21:29 approach:44:52 approached:40:49 approaching:41:47 approval:15:21
    approve:19:25 approved:14:22 apt:27:33 are:3447:99 area:16:12 aren't:19:24 argue:14:24 argument:37:39
    arguments:19:26 arise:24:30 arm:131:76 armed:33:38 armies:25:22 arms:197:87 army:159:50 arose:48:42
    around:229:76 aroused:14:24 arrange:15:23 arranged:47:51 arrangement:31:38 arrangements:29:34 arrest:18:18
    arrested:24:25 arrival:59:46 arrive:27:34 arrived:169:77 arriving:15:21 art:135:66 article:53:40
    articles:35:33 artillery:27:14 artist:28:25 artistic:16:18 arts:26:33 as:8152:100 ascertain:15:23
    ashamed:52:53 ashes:19:22 ashore:27:24 aside:62:61 ask:209:92 asked:462:94 asking:62:59 asleep:61:57
    aspect:34:38 assembled:23:27 assist:25:28 assistance:41:45 assistant:17:19 assisted:15:22 associated:15:23
    association:21:25 assume:20:30 assumed:28:38 assurance:24:29 assure:51:44 assured:56:56 astonished:30:36
    astonishing:14:23 astonishment:24:32 at:6274:100 ate:35:38 atmosphere:38:44 attached:32:43
    attachment:15:18 attack:67:51 attacked:30:32 attained:14:21 attempt:88:70 attempted:37:47 attempts:21:29
    attend:51:48 attendance:15:21 attended:51:48 attention:147:84 attitude:43:44 attracted:24:39
    attraction:17:20 audience:39:35 aught:14:16 author:47:34 authorities:24:24 authority:75:50 authors:14:17
    autumn:29:36 avail:19:25 average:21:26 avoid:47:55 avoided:16:26 awaiting:17:27 awake:40:45 awakened:24:34
    aware:66:55 away:809:100 awe:22:33 awful:59:54 awfully:17:22 awhile:17:22 awkward:20:30 awoke:29:36
    ay:18:15 baby:60:38 back:953:99 backed:16:27 backs:18:27 backward:19:28 bacon:16:15 bad:213:87 bade:31:35
    badly:34:38 bag:41:41 baggage:14:18 balance:24:35 ball:58:42 band:36:38 bank:76:56 banks:38:34 bar:39:36
    bare:57:51 barely:18:27 bargain:19:23 bark:15:21 barn:18:18 barrel:14:14 bars:19:22 base:27:35 basin:15:21
    basis:18:21 basket:23:28 battle:88:50 bay:43:28 be:6019:100 beach:36:27 beam:14:16 bear:121:78 beard:30:34
    bearing:39:56 bears:19:26 beast:35:38 beasts:25:31 beat:64:64 beaten:24:32 beating:31:42 beauties:15:20
    beautiful:287:85 beautifully:25:27 beauty:149:77 became:194:88 because:632:99 become:217:92 becomes:53:47
    becoming:47:56 bed:285:85 bedroom:27:31 beds:31:34 beef:17:21 been:2760:100 beer:20:22 before:1388:100
    beg:53:48 began:400:97 begged:37:36 begin:129:75 beginning:132:83 begins:34:36 begun:61:61 behalf:19:23
    behaved:17:22 behaviour:15:21 beheld:33:27 behind:305:97 behold:33:31 being:927:99 beings:29:34
    belief:63:54 believe:421:97 believed:82:66 believes:16:25 believing:19:27 bell:57:49 bells:17:22
    belong:33:43 belonged:27:40 belonging:27:34 belongs:24:34 beloved:46:35 below:130:81 belt:17:21
    bench:26:29 bend:17:25 bending:20:32 beneath:89:58 benefit:49:50 bent:62:59 beside:129:71 besides:138:78
    best:388:97 bestowed:14:21 bet:14:14 betrayed:19:29 better:574:99 between:471:99 bewildered:21:30
    beyond:203:89 bid:34:39 bidding:15:23 big:187:70 bigger:16:24 bills:17:21 bird:63:43 birds:74:52
    birth:38:45 birthday:19:17 bit:120:68 bits:17:30 bitter:55:54 bitterly:20:28 bitterness:18:26 black:312:91
    blackness:14:20 blame:37:42 blank:23:31 blanket:14:18 blankets:15:15 blaze:15:23 blazing:14:20 bless:50:39
    blessed:52:33 blessing:30:32 blew:25:30 blind:41:52 block:17:22 blood:154:82 bloody:16:21 bloom:15:15
    blow:61:61 blowing:20:28 blown:20:27 blows:16:27 blue:168:80 blush:16:22 board:108:57 boards:15:23
    boat:157:47 boats:38:23 bodies:44:45 bodily:18:23 body:249:94 bold:30:40 bond:14:18 bonds:15:17
    bones:36:36 book:280:79 books:174:63 boots:38:37 border:14:19 bore:53:57 bored:14:18 born:91:77
    borne:34:44 bosom:39:35 both:469:99 bottle:38:36 bottles:15:20 bottom:71:58 bought:53:52 bound:75:72
    bounty:20:8 bow:32:37 bowed:45:47 bowl:19:24 box:90:64 boxes:25:28 boy's:20:22 boy:254:82 boys:109:59
    brain:62:52 brains:15:24 branch:27:36 branches:38:42 brass:16:25 brave:48:42 bread:85:57 break:89:73
    breakfast:115:61 breaking:47:57 breast:52:53 breath:95:72 breathe:19:31 breathed:17:30 breathing:25:36
    breathless:14:25 bred:28:32 breeze:29:32 brick:21:26 bride:14:19 bridge:63:46 brief:34:46 bright:120:72
    brilliant:41:44 bring:192:93 bringing:44:56 brings:32:42 broad:71:67 broke:99:74 broken:128:86 brook:17:14
    brother's:22:26 brother:202:74 brothers:36:39 brought:366:98 brow:30:37 brown:112:70 brows:15:23
    brush:20:26 brutal:17:23 brute:19:29 buffalo:23:8 build:31:39 building:83:60 buildings:35:31 built:76:64
    bull:22:25 bullet:18:13 bunch:17:23 bundle:20:27 burden:30:37 buried:52:57 burn:28:32 burned:38:38
    burning:58:56 burnt:24:31 burst:59:59 bursting:16:24 bush:24:23 bushes:28:29 business:305:89 busy:88:64
    but:6712:100 butter:26:28 buy:69:54 buying:19:26 by:4567:100 bye:36:36 cab:17:13 cabin:62:33 cable:20:8
    cake:16:22 calculated:19:28 call:286:96 called:437:99 calling:59:65 calls:37:45 calm:59:54 calmly:19:26
    came:1211:99 camp:127:34 campaign:26:24 can't:228:69 can:1389:100 canal:15:13 candle:37:31 candles:20:23
    cannon:20:17 cannot:439:90 canoe:20:7 canvas:19:22 cap:38:38 capable:46:46 capacity:26:35 capital:66:41
    capture:19:19 captured:22:18 car:82:33 card:28:29 cards:25:28 care:234:94 cared:31:39 career:27:32
    careful:49:57 carefully:78:64 careless:21:32 cares:20:28 carpet:23:29 carriage:79:47 carriages:20:21
    carried:169:93 carry:116:79 carrying:57:58 cars:27:22 cart:28:26 carved:16:20 case:287:90 cases:68:52
    cask:26:5 cast:84:71 castle:71:39 cat:42:37 catch:71:67 catching:17:28 cattle:30:28 caught:132:81
    cause:181:81 caused:63:60 causes:40:33 caution:17:25 cavalry:24:14 cave:14:17 cease:27:34 ceased:60:61
    ceiling:16:23 celebrated:20:22 cell:17:18 cellar:14:17 cent:25:23 center:18:12 central:29:34 centre:45:42
    cents:19:18 centuries:26:29 century:54:36 ceremony:26:30 certain:292:96 certainly:217:87 certainty:24:34
    chain:28:38 chains:20:23 chair:141:73 chairs:29:38 chamber:78:45 chambers:20:19 chance:152:83
    chances:20:24 change:188:89 changed:100:82 changes:38:37 changing:22:36 channel:28:28 chap:20:19
    chapel:30:22 chapter:32:31 character:178:79 characteristic:19:29 characters:34:33 charge:87:69
    charged:24:31 charity:26:30 charm:32:36 charmed:16:20 charming:61:40 charms:17:21 chase:19:24
    chateau:16:10 cheap:34:36 check:33:33 checked:14:21 cheek:33:35 cheeks:36:45 cheer:19:24 cheerful:51:48
    cheerfully:21:32 cheese:16:18 chest:25:32 chief:99:67 chiefly:36:39 child's:20:27 child:237:86
    childhood:24:32 children:298:86 chill:18:25 chimney:19:24 chin:28:34 choice:46:49 choose:48:48
    chorus:15:21 chose:32:42 chosen:47:51 church:181:65 churches:22:26 cigar:20:22 circle:46:53
    circumstance:42:37 circumstances:115:70 cities:35:34 citizen:23:25 citizens:37:30 city:223:73 civil:55:42
    civilization:23:21 clad:21:27 claim:42:44 claimed:16:27 claims:16:22 clasped:19:27 class:92:57
    classes:28:28 clay:25:23 clean:66:60 clear:175:89 cleared:32:41 clearing:14:21 clearly:52:55
    clergyman:19:20 clerk:30:32 clerks:15:15 clever:43:38 cliff:23:19 cliffs:19:18 climate:21:18 climb:23:24
    climbed:27:34 cloak:22:26 clock:26:35 close:222:96 closed:100:71 closely:39:52 closer:27:37 closet:21:20
    closing:20:32 cloth:30:40 clothed:14:21 clothes:93:69 clothing:22:25 cloud:54:46 clouds:56:46 club:43:36
    clung:15:25 co:25:31 coach:49:24 coal:31:28 coarse:21:29 coast:55:41 coat:63:56 coffee:60:43 cold:253:87
    collar:18:25 collected:20:26 collection:26:31 college:48:36 colonies:32:13 colony:20:15 color:37:33
    colored:28:22 colors:18:21 colour:57:43 coloured:43:35 colours:25:31 column:18:22 combination:14:19
    combined:20:29 come:1154:100 comes:183:82 comfort:83:63 comfortable:69:56 comfortably:22:29 comforts:17:19
    coming:315:97 command:83:61 commanded:38:36 commanding:17:23 commands:15:21 commenced:22:21 comment:15:26
    commerce:26:18 commercial:15:19 commission:30:29 committed:26:36 common:194:87 commonly:25:23
    communicate:23:27 communicated:15:21 communication:32:32 community:28:28 companies:17:17 companion:66:58
    companions:34:40 company:194:84 comparatively:19:26 compare:14:24 compared:31:38 comparison:24:33
    compelled:36:39 complain:18:22 complained:16:22 complaint:21:26 complete:74:62 completed:23:30
    completely:51:51 complex:15:14 complexion:16:25 complicated:15:18 compliment:24:33 compliments:16:19
    composed:33:45 composition:17:21 comprehend:14:21 comrades:16:17 conceal:27:34 concealed:31:39
    conceive:37:35 conceived:24:29 conception:31:30 concern:31:39 concerned:58:57 concerning:71:44
    concert:24:19 conclude:20:22 concluded:40:46 conclusion:39:46 condemned:17:24 condition:112:73
    conditions:59:39 conduct:81:56 conducted:23:34 conference:18:17 confess:52:50 confessed:18:28
    confidence:74:63 confident:20:23 confined:32:34 confirmed:22:28 conflict:15:20 confused:23:30
    confusion:42:45 congregation:14:18 connected:37:45 connection:37:40 conquered:15:22 conquest:16:15
    conscience:52:45 conscious:64:58 consciousness:47:46 consent:38:40 consented:19:26 consequence:64:46
    consequences:31:36 consequently:41:35 consider:92:66 considerable:81:59 considerably:22:28
    consideration:42:46 considered:88:62 considering:37:44 consisted:16:23 consists:21:24 consolation:26:30
    conspicuous:14:21 constant:55:55 constantly:46:47 constitution:49:31 consult:17:23 consulted:16:24
    contact:21:28 contain:18:22 contained:37:46 containing:27:34 contains:15:18 contempt:33:40 content:60:56
    contented:20:30 contents:26:34 continent:24:24 continual:16:23 continually:37:43 continue:61:61
    continued:161:82 continues:18:23 contract:16:20 contrary:67:56 contrast:24:27 contrived:14:22
    control:47:45 convenient:27:39 convent:17:10 convention:23:16 conversation:136:77 converse:14:22
    convey:17:24 conveyed:16:25 conviction:37:42 convince:15:23 convinced:61:54 cook:39:33 cool:57:56
    copies:21:17 copper:16:17 copy:47:35 corn:54:30 corner:101:73 corners:22:33 corps:23:14 correct:27:33
    correspondence:33:26 correspondent:19:17 corridor:15:17 cost:60:55 costume:14:20 cottage:36:34
    cotton:28:29 couch:20:25 cough:14:15 could:1980:99 couldn't:103:47 counsel:18:20 counted:21:33
    countenance:60:46 counter:15:21 countries:39:30 country:452:94 county:35:31 couple:50:47 courage:73:62
    course:479:97 court:131:58 courtesy:16:22 courts:17:19 cousin:55:35 cover:38:45 covered:113:74
    covering:20:28 cow:22:21 crack:14:21 crazy:22:25 create:14:21 created:31:34 creation:19:25 creature:93:70
    creatures:59:48 credit:47:47 creeping:16:25 crept:33:38 crew:31:30 cried:204:73 cries:33:34 crime:36:37
    crimes:16:22 criminal:22:27 crimson:23:25 crisis:18:25 critical:18:24 criticism:22:23 cross:94:68
    crossed:62:57 crossing:22:32 crowd:78:58 crowded:47:49 crowds:14:21 crown:40:42 crowned:14:22 cruel:47:55
    cruelty:17:26 crushed:15:27 cry:106:74 crying:42:44 crystal:15:20 cultivated:16:24 culture:23:24
    cunning:18:30 cup:40:39 cure:17:27 curiosity:58:54 curious:100:63 curiously:27:33 curled:15:25
    current:36:38 curse:21:31 cursed:17:25 curtain:26:32 curtains:23:25 custom:46:46 customs:21:25 cut:155:88
    cutting:27:38 daily:67:57 damn:15:19 damned:22:23 damp:24:31 dance:50:41 danced:22:27 dancing:36:38
    danger:113:74 dangerous:60:63 dangers:16:25 dare:94:64 dared:39:40 daresay:14:17 daring:17:25 dark:261:90
    darkness:112:70 darling:29:30 dash:14:21 dashed:23:29 data:22:8 date:35:39 dated:17:19 daughter:131:70
    daughters:25:30 dawn:44:43 day's:35:40 day:1406:100 daylight:27:32 days:520:97 de:203:58 dead:239:93
    deadly:19:28 deal:181:79 dealing:17:25 dear:667:84 dearest:134:33 death:301:91 debt:30:26 deceived:19:28
    decent:27:33 decide:25:30 decided:80:70 decidedly:20:29 decision:27:39 deck:60:31 declaration:17:18
    declare:25:35 declared:68:52 decline:16:22 declined:20:28 deed:19:22 deeds:17:25 deemed:19:21 deep:188:84
    deeper:25:31 deepest:16:23 deeply:54:54 deer:20:17 defeat:23:29 defence:30:30 defend:19:29 definite:32:36
    degree:96:59 degrees:32:37 delay:49:43 delayed:16:22 deliberately:21:31 delicacy:17:23 delicate:50:51
    delicious:32:30 delight:77:61 delighted:63:51 delightful:75:48 deliver:22:29 delivered:35:36 demand:45:44
    demanded:59:48 demands:21:28 democracy:37:12 democratic:24:14 demonstration:14:15 denied:21:31 dense:15:17
    deny:29:41 depart:17:23 departed:26:35 department:41:23 departure:47:46 depend:31:35 depended:16:24
    depends:22:29 depth:26:33 depths:22:30 derived:17:17 descend:16:28 descended:34:45 describe:35:42
    described:41:49 description:44:45 desert:56:45 deserted:32:39 deserve:26:32 deserved:16:25 deserves:15:20
    design:33:30 designed:14:21 designs:17:21 desirable:17:22 desire:152:81 desired:64:57 desires:26:32
    desirous:17:22 desk:40:34 desolate:16:23 despair:51:53 despatch:20:15 desperate:36:46 despite:17:19
    destined:14:23 destiny:18:24 destroy:24:28 destroyed:33:37 destruction:31:38 detail:35:38 details:44:43
    detained:14:21 determination:24:32 determine:16:22 determined:98:75 developed:26:29 development:52:27
    devil:73:51 devils:21:22 devoted:33:41 devotion:21:27 diamond:18:18 diamonds:15:17 diary:14:14
    did:1458:100 didn't:182:56 die:113:72 died:120:80 difference:77:71 different:210:91 difficult:105:73
    difficulties:38:37 difficulty:101:70 dignity:43:52 dim:35:45 dimly:15:24 dine:34:28 dined:70:29
    dining:40:39 dinner:250:74 direct:59:57 directed:34:40 direction:107:80 directions:29:38 directly:62:58
    dirty:39:42 disagreeable:33:37 disappeared:46:50 disappointed:40:46 disappointment:37:46 discipline:22:28
    discourse:46:27 discover:46:46 discovered:90:72 discovery:41:42 discretion:15:22 discuss:19:27
    discussed:16:26 discussion:32:35 disease:26:28 disgrace:19:27 disguise:15:24 disgust:20:28 dish:20:25
    dishes:16:15 dislike:22:29 dismal:17:22 dismissed:17:29 disorder:18:24 display:21:29 displayed:20:28
    disposal:14:19 disposed:42:43 disposition:33:35 dispute:17:22 distance:135:80 distant:73:63 distinct:34:40
    distinction:37:29 distinctly:29:40 distinguish:20:27 distinguished:37:45 distress:40:44 distressed:17:25
    district:21:26 disturb:15:26 disturbed:33:43 divide:14:22 divided:32:43 divine:48:33 division:47:30
    do:2080:100 doctor's:18:19 doctor:187:59 doctors:18:22 doctrine:31:24 does:395:93 doesn't:54:36 dog:91:57
    dogs:34:32 doing:185:91 dollar:22:21 dollars:73:32 domestic:29:31 don't:676:81 done:527:100 door:476:89
    doors:69:62 doorway:24:28 dost:16:9 double:49:53 doubt:236:92 doubted:19:29 doubtful:22:31 doubtless:39:37
    doubts:20:29 down:1283:99 downstairs:19:19 dozen:72:63 dragged:24:34 dragging:14:24 dragon:31:13
    drama:17:24 drank:36:34 draw:62:64 drawing:88:71 drawn:91:76 dread:31:40 dreaded:16:24 dreadful:76:54
    dreadfully:15:17 dream:90:62 dreamed:26:35 dreaming:17:27 dreams:48:45 dreary:22:27 dress:93:63
    dressed:84:67 dresses:18:21 dressing:38:36 drew:133:82 dried:19:28 drifted:17:22 drink:81:64
    drinking:27:36 drive:60:55 driven:64:63 driver:26:24 driving:33:40 drop:52:55 dropped:86:69 dropping:18:28
    drops:20:28 drove:72:62 drowned:18:24 drunk:27:31 dry:83:67 du:14:14 due:79:63 dull:67:59 duly:21:22
    dumb:20:27 during:252:91 dusk:21:24 dust:66:57 dusty:15:23 duties:53:50 duty:137:73 dwell:20:26
    dwelling:17:25 dying:48:55 e:69:35 each:470:98 eager:44:50 eagerly:39:45 eagerness:19:27 ear:62:63
    earlier:37:38 earliest:17:22 early:199:90 earnest:54:52 earnestly:27:36 ears:79:72 earth:219:86
    earthly:28:34 ease:53:55 easier:20:32 easily:116:84 easy:132:85 eat:115:67 eaten:26:34 eating:40:49
    echo:14:18 economic:37:12 economy:17:24 edge:73:60 edition:21:20 educated:20:26 education:75:43
    effect:162:82 effective:14:18 effects:42:34 effort:77:64 efforts:46:46 eggs:27:26 eh:18:17 eight:120:74
    eighteen:25:33 eighty:21:27 either:256:94 el:14:4 elbow:18:25 elder:24:32 eldest:14:18 elected:16:20
    election:27:20 electric:21:27 elegant:22:25 element:22:25 elements:26:26 eleven:43:43 eloquent:14:22
    else:242:96 elsewhere:30:38 em:83:33 embrace:22:27 eminent:15:20 emotion:39:43 emotions:26:32 empire:27:30
    employ:23:29 employed:47:41 employment:24:29 empty:68:61 en:18:21 enable:27:33 enabled:22:31 enclose:15:14
    enclosed:20:22 encourage:18:28 encouraged:19:28 encouragement:19:24 end:429:99 endeavour:19:19
    endeavoured:20:16 ended:44:56 endless:21:31 ends:37:44 endure:31:38 enemies:48:49 enemy's:20:14
    enemy:121:54 energy:40:44 engage:16:18 engaged:77:64 engagement:27:32 engine:18:20 enjoy:56:49
    enjoyed:41:47 enjoying:19:31 enjoyment:26:32 enormous:41:42 enough:523:99 enter:64:66 entered:143:84
    entering:25:38 enterprise:17:21 entertain:21:25 entertained:24:31 entertaining:17:22 entertainment:16:21
    enthusiasm:36:38 enthusiastic:14:21 entire:51:52 entirely:119:72 entitled:19:22 entrance:47:52
    envelope:16:16 envy:19:28 equal:71:61 equality:14:15 equally:69:58 ere:39:33 erect:15:21 erected:14:20
    errand:15:23 error:21:24 escape:88:73 escaped:51:56 escort:16:17 especially:119:69 essential:31:34
    establish:18:24 established:41:40 establishment:27:27 estate:42:36 esteem:24:25 estimate:16:22 et:15:18
    etc:142:33 eternal:35:35 eternity:22:20 even:881:100 evening:321:88 evenings:22:31 event:54:47
    events:72:55 ever:748:100 every:895:100 everybody:100:53 everyone:33:22 everything:249:85 everywhere:52:53
    evidence:58:49 evident:44:45 evidently:81:64 evil:120:66 evils:18:19 evolution:19:13 exact:32:43
    exactly:107:75 examination:21:31 examine:24:28 examined:26:32 examining:17:25 example:61:52
    exceeding:15:20 exceedingly:51:42 excellency:14:7 excellent:93:60 except:227:87 exception:25:34
    excess:17:19 excessive:20:21 exchange:34:38 exchanged:15:25 excited:48:51 excitement:63:53
    exclaimed:107:50 excuse:59:57 execution:26:28 exercise:46:47 exertion:17:19 exhausted:32:41
    exhibition:15:21 exist:38:42 existed:30:37 existence:80:62 existing:21:19 exists:16:19 expect:144:78
    expectation:26:29 expectations:16:19 expected:135:82 expecting:32:41 expedition:38:39 expense:47:38
    expenses:23:21 expensive:15:21 experience:127:74 experienced:31:39 experiences:22:27 experiment:27:34
    explain:63:60 explained:67:62 explanation:48:53 exposed:27:35 express:60:54 expressed:57:55
    expressing:15:24 expression:108:77 expressions:17:25 exquisite:40:35 extended:25:33 extensive:18:23
    extent:45:48 external:18:21 extra:23:28 extraordinary:82:51 extreme:45:49 extremely:74:44 eye:164:88
    eyed:31:35 eyes:709:95 face:598:96 faced:35:40 faces:76:65 facing:18:30 fact:288:90 factory:17:12
    facts:68:54 faculties:18:21 faculty:16:19 faded:28:38 fail:48:52 failed:59:58 failure:33:39 faint:71:60
    faintly:20:31 fair:151:79 fairly:48:55 fairy:25:26 faith:89:53 faithful:41:41 faithfully:17:20 fall:148:89
    fallen:85:74 falling:57:61 falls:28:32 false:61:56 fame:27:32 familiar:67:62 families:32:35 family:255:85
    famous:43:42 fan:15:14 fancied:22:29 fancy:104:63 fantastic:16:21 far:562:100 fare:14:23 farewell:26:34
    farm:58:39 farmer:35:25 farms:14:16 farther:66:56 fashion:60:54 fashioned:23:33 fast:101:72 fastened:25:30
    faster:17:22 fat:54:46 fatal:30:34 fate:67:60 father's:75:57 father:373:88 fathers:20:26 fatigue:23:29
    fault:58:58 faults:17:23 favor:42:34 favorite:20:24 favour:52:37 favourable:20:19 favourite:27:28
    fear:267:93 feared:42:50 fearful:34:39 fears:41:40 feast:28:29 feathers:14:21 feature:15:27 features:41:42
    fed:22:31 feeble:26:36 feed:23:29 feeding:16:18 feel:382:92 feeling:218:86 feelings:95:56 feels:33:38
    feet:283:92 fell:202:90 fellow:182:79 fellows:46:45 felt:405:97 female:43:39 fence:20:20 fetch:23:28
    fever:39:39 few:556:99 field:120:63 fields:73:57 fierce:34:41 fiery:15:24 fifteen:63:59 fifth:20:27
    fifty:88:63 fight:90:54 fighting:64:46 figure:104:69 figures:44:50 fill:45:54 filled:129:78 filling:17:26
    final:43:48 finally:95:70 find:567:99 finding:77:74 finds:33:40 fine:239:84 finer:16:24 finest:23:31
    finger:55:52 fingers:79:57 finish:37:44 finished:101:71 fire:262:88 fired:31:28 fires:22:30 firing:22:18
    firm:40:48 firmly:25:36 first:1114:100 fish:71:45 fishing:25:27 fit:91:77 fitted:22:34 fitting:14:23
    five:309:93 fix:23:33 fixed:87:69 flag:30:26 flame:35:38 flames:16:22 flash:27:36 flashed:24:30
    flashing:14:20 flat:58:50 flatter:16:16 fled:40:42 fleet:36:24 flesh:52:47 flew:36:39 flies:20:29
    flight:40:48 floated:14:23 floating:23:32 flock:16:21 flood:25:35 floor:136:78 flow:20:29 flower:38:38
    flowers:84:56 flowing:20:32 flung:47:44 flushed:20:24 fly:44:49 flying:46:47 fog:22:20 folded:16:24
    folk:31:27 folks:41:29 follow:103:83 followed:192:96 following:104:82 follows:25:29 folly:35:41 fond:60:47
    food:104:67 fool:56:52 foolish:54:54 foot:155:88 footsteps:21:30 for:8082:100 force:158:76 forced:75:64
    forces:52:35 forehead:40:40 foreign:76:49 foreigners:15:19 forest:76:40 forests:15:19 forever:37:36
    forget:110:80 forgetting:18:30 forgive:43:42 forgot:47:51 forgotten:88:73 form:179:81 formal:21:27
    formed:72:63 former:111:65 formerly:29:34 formidable:16:23 forming:20:30 forms:59:47 forth:117:72
    fortnight:38:30 fortunate:24:33 fortunately:23:26 fortune:77:59 fortunes:14:22 forty:71:58 forward:161:86
    fought:33:42 foul:19:25 found:693:100 foundation:27:32 founded:24:28 fountain:18:24 four:328:93
    fourteen:18:27 fourth:33:42 fragments:16:21 frame:36:39 francs:15:10 frankly:21:27 frantic:14:19
    free:157:88 freedom:61:54 freely:30:42 frequent:36:42 frequently:56:43 fresh:112:72 friend's:16:24
    friend:376:91 friendly:52:57 friends:286:87 friendship:61:45 fright:16:21 frightened:67:57 frightful:18:24
    fro:21:28 from:4333:100 front:180:80 frontier:20:9 frost:20:26 frozen:14:20 fruit:45:43 full:362:98
    fully:60:60 fun:32:31 function:16:14 funeral:23:25 funny:30:31 fur:17:23 furious:19:24 furnish:16:19
    furnished:32:37 furniture:36:38 further:156:81 fury:24:33 future:119:75 gain:37:45 gained:46:49
    gaining:14:24 gale:15:17 gallant:17:25 gallery:30:28 game:65:55 garden:142:68 gardens:28:32 garrison:17:13
    gas:19:21 gate:76:54 gates:28:36 gather:28:36 gathered:67:62 gathering:29:42 gave:411:98 gay:48:44
    gaze:34:38 gazed:40:41 gazing:29:35 general:371:78 generally:96:65 generals:15:12 generation:28:30
    generations:16:22 generous:42:43 genius:60:35 gentle:61:58 gentleman:158:66 gentlemen:83:54 gently:44:46
    genuine:25:30 gesture:20:24 get:810:97 gets:51:45 getting:197:86 ghost:39:33 giant:18:26 gift:37:41
    gifts:19:25 gigantic:18:26 girl's:19:23 girl:293:73 girls:102:57 give:590:100 given:311:95 gives:87:58
    giving:133:87 glad:230:83 gladly:19:28 glance:73:61 glanced:41:39 glancing:20:28 glare:16:24 glass:101:68
    glasses:22:30 gleam:16:23 glimpse:26:36 glittering:16:20 globe:14:17 gloom:35:40 gloomy:33:39
    glorious:47:46 glory:61:49 gloves:17:21 glow:33:39 glowing:15:21 go:1095:100 gods:87:31 goes:122:74
    goin:17:10 going:614:98 gold:136:73 golden:67:53 gone:396:98 good:1372:99 goodness:35:38 goods:41:31
    gorgeous:15:19 gossip:16:25 got:624:93 government:228:50 governments:15:14 gown:34:32 grace:93:48
    graceful:26:32 gracious:28:30 gradually:60:57 grain:23:20 grand:78:52 grandfather:33:21 grandmother:24:13
    grant:46:37 granted:29:35 grasp:25:32 grass:79:54 grateful:36:38 gratified:15:23 gratitude:39:36
    grave:72:64 gravely:24:35 graves:23:18 gravity:19:23 gray:59:41 great:1379:100 greater:139:76
    greatest:107:66 greatly:79:60 greatness:15:18 green:175:72 greeted:20:29 grew:136:77 grey:82:47
    grief:47:45 grieved:14:19 grim:22:28 grip:15:21 ground:248:93 grounds:40:48 group:49:42 groups:20:23
    grove:17:16 grow:73:60 growing:73:65 grown:79:73 grows:26:34 growth:34:30 guard:73:53 guarded:18:27
    guards:29:24 guess:68:52 guessed:23:29 guest:21:34 guests:35:41 guide:40:42 guilt:14:17 guilty:33:40
    gulf:14:22 gun:48:29 guns:71:32 ha:27:17 habit:60:54 habits:32:42 had:6994:100 hadn't:47:33 hair:163:81
    haired:18:25 half:536:98 hall:153:72 halted:17:21 hand:659:100 handed:38:44 handkerchief:26:30
    handle:23:33 hands:390:100 handsome:67:51 hang:30:38 hanging:40:49 happen:69:65 happened:155:88
    happens:35:43 happier:17:28 happily:25:34 happiness:100:60 happy:246:85 harbour:23:17 hard:256:93
    harder:15:26 hardly:170:75 harm:45:50 harmony:18:22 harsh:16:26 has:2020:99 hasn't:17:22 hast:29:12
    haste:31:42 hastened:25:29 hastily:41:45 hasty:18:25 hat:80:59 hate:60:52 hated:39:42 hath:105:14
    hatred:25:33 hats:16:23 haunted:24:31 have:5970:100 haven't:51:42 having:518:98 hay:23:23 he'd:34:20
    he'll:27:27 he's:121:46 he:11004:100 head:567:98 headed:26:35 headquarters:26:15 heads:75:72 health:129:60
    healthy:19:26 heap:28:36 hear:407:94 heard:554:99 hearing:68:63 heart:497:95 hearted:25:34 hearth:14:21
    heartily:31:33 hearts:58:56 hearty:17:25 heat:63:53 heaven:131:68 heavenly:18:21 heavens:30:34
    heavily:39:46 heavy:144:78 hedge:16:20 heels:24:34 height:48:53 heights:14:18 held:234:95 hell:41:36
    help:257:95 helped:43:50 helping:17:26 helpless:35:41 hence:38:37 her:5758:99 herd:15:16 here's:16:21
    here:1217:99 hereafter:23:28 hero:32:30 heroic:18:26 hers:45:49 herself:305:83 hesitated:31:38
    hesitation:19:29 heterogeneous:15:7 hid:26:35 hidden:47:54 hide:41:45 hideous:21:25 hiding:23:33
    high:319:97 higher:73:63 highest:61:53 highly:47:45 hill:132:60 hills:96:52 him:4167:100 himself:767:100
    hint:25:34 hired:18:25 his:7916:100 historical:15:21 history:140:68 hit:36:36 hither:27:26 hitherto:47:46
    hold:187:92 holding:77:70 holds:23:31 hole:47:43 holes:18:23 holiday:24:27 hollow:30:34 holy:58:38
    home:635:97 homes:21:24 honest:66:54 honestly:18:25 honor:66:33 honour:81:48 hope:457:96 hoped:60:61
    hopeless:19:28 hopes:78:53 hoping:23:33 horizon:33:35 horrible:55:50 horribly:15:19 horrid:25:27
    horror:63:53 horrors:15:23 horse:191:71 horseback:18:22 horses:135:60 hospital:33:24 hospitality:17:29
    host:29:35 hot:126:76 hotel:88:44 hour:272:92 hours:223:89 house:898:95 household:33:38 houses:117:64
    how:1239:100 however:471:92 huge:71:49 human:238:83 humanity:40:44 humble:33:40 humor:15:19 humour:35:29
    hundred:237:90 hundreds:29:37 hung:83:69 hunger:20:28 hungry:39:41 hunt:25:30 hunted:18:24 hunter:27:18
    hunting:41:37 hurried:48:53 hurry:53:52 hurrying:17:26 hurt:71:63 husband's:20:22 husband:167:72 hut:23:21
    i'd:74:41 i'll:194:61 i'm:252:58 i've:164:52 i:18838:99 ice:43:36 idea:229:89 ideal:29:24 ideals:17:10
    ideas:71:52 idle:32:41 if:2887:100 ignorance:40:45 ignorant:43:47 ill:186:84 illness:43:38 im:18:6
    image:39:33 images:26:21 imagination:66:56 imagine:104:64 imagined:47:48 immediate:50:52
    immediately:151:75 immense:56:46 impatience:22:31 impatient:28:35 impatiently:16:24 importance:60:59
    important:98:64 impossible:128:81 impressed:27:37 impression:71:62 impressions:20:23 improve:15:21
    improved:19:28 improvement:24:29 impulse:33:36 in:16848:100 incapable:20:25 inch:32:36 inches:28:30
    incident:28:40 inclination:16:24 inclined:37:46 included:18:26 including:22:30 income:19:22 increase:41:39
    increased:49:54 increasing:36:42 incredible:27:31 indeed:404:94 independence:22:24 independent:36:37
    indifference:25:31 indifferent:33:38 indignation:21:31 individual:74:49 individuals:20:17 induce:15:24
    induced:24:29 industrial:25:8 industry:37:25 inevitable:26:33 infant:18:21 infantry:16:10 inferior:24:31
    infinite:42:43 infinitely:28:29 influence:97:65 inform:28:26 information:71:55 informed:64:49
    ingenious:17:24 inhabitants:38:36 injured:19:25 injury:17:24 injustice:22:23 ink:19:27 inn:41:32
    inner:20:30 innocence:20:25 innocent:51:52 innumerable:18:25 inquire:22:29 inquired:42:35 inquiries:20:27
    inquiry:24:27 insane:19:15 inside:77:59 insist:15:22 insisted:35:45 inspiration:17:24 inspired:24:30
    instance:73:64 instances:22:25 instant:93:65 instantly:61:59 instead:163:90 instinct:30:36
    institution:21:21 institutions:24:22 instructions:24:26 instrument:27:32 instruments:21:28 insult:15:22
    intellect:26:26 intellectual:34:31 intelligence:55:46 intelligent:31:37 intend:25:35 intended:69:60
    intense:42:44 intensely:17:22 intensity:14:22 intent:17:27 intention:48:53 intentions:18:25
    intercourse:20:27 interest:215:88 interested:71:64 interesting:107:57 interests:45:42 interfere:20:30
    interior:27:30 internal:17:22 interpretation:15:20 interrupted:47:48 interval:29:32 intervals:31:41
    interview:29:32 intimate:28:37 into:1857:100 intolerable:14:23 introduce:16:26 introduced:40:45
    introduction:19:27 invariably:16:23 invention:17:26 invisible:29:35 invitation:34:38 invited:37:43
    involved:23:25 inward:18:20 iron:76:63 is:8498:100 island:106:51 islands:28:28 isn't:97:49 issue:24:29
    issued:16:20 it's:306:62 it:11857:100 its:1255:99 itself:264:92 jail:16:13 jealous:26:30 jealousy:22:30
    jest:16:23 jewels:16:23 job:40:34 join:50:48 joined:51:56 joke:26:28 jolly:21:23 journal:25:20
    journey:137:68 joy:111:68 judge:106:64 judged:17:27 judges:20:21 judgment:65:47 jump:20:24 jumped:34:40
    just:948:100 justice:82:58 justified:16:24 justify:14:20 justly:16:20 keen:35:44 keep:342:96 keeping:79:76
    keeps:37:41 kept:227:97 key:50:46 keys:15:19 kicked:15:25 kill:50:46 killed:97:56 killing:15:22
    kind:404:97 kindly:67:58 kindness:76:52 kinds:29:32 kingdom:37:32 kings:29:23 kiss:40:36 kissed:53:44
    kitchen:54:44 knee:21:28 knees:70:65 knelt:18:20 knew:502:97 knife:41:40 knight:35:17 knock:25:35
    knocked:33:42 know:1365:100 knowing:85:73 knowledge:161:78 known:255:98 knows:144:85 la:89:36 labor:60:27
    labour:48:34 lack:39:42 lad:33:28 ladder:19:19 ladies:103:60 lady's:17:23 lady:367:81 laid:138:86
    lain:15:24 lake:82:37 lakes:14:16 lamp:45:42 lamps:18:27 land:232:82 landed:23:28 landing:39:29
    landlord:26:20 lands:43:34 landscape:22:27 lane:35:28 language:94:63 languages:15:17 lantern:19:22
    large:318:95 largely:25:28 larger:51:50 largest:19:26 last:1065:99 lasted:23:31 late:225:92 lately:67:47
    later:156:80 latest:16:20 latter:122:68 laugh:103:67 laughed:125:66 laughing:64:56 laughter:41:42
    law:191:77 lawn:19:24 laws:79:48 lawyer:27:24 lay:292:95 laying:19:32 lazy:20:25 lead:76:69 leader:24:30
    leaders:20:21 leading:52:61 leads:19:30 leaf:24:29 lean:15:22 leaned:40:37 leaning:34:47 leap:15:22
    leaped:23:23 learn:96:70 learned:111:67 learning:45:47 learnt:19:22 least:344:95 leather:22:28
    leave:317:97 leaves:92:63 leaving:127:85 lecture:16:17 led:132:86 left:653:100 leg:33:36 legal:19:25
    legs:66:53 leisure:31:40 lend:15:22 length:140:77 lent:18:23 less:352:96 lesson:33:36 lessons:27:29
    lest:47:48 let's:33:25 let:579:100 letter:627:72 letters:274:68 letting:27:38 level:42:47 liable:16:20
    liberal:26:28 liberty:77:54 library:47:38 lie:99:77 lies:67:64 life:876:100 lift:29:37 lifted:57:53
    lifting:20:32 light:416:97 lighted:44:51 lightly:30:40 lightning:30:34 lights:45:48 like:1666:100
    liked:81:60 likely:100:74 likes:22:28 likewise:45:31 liking:15:20 limbs:27:31 limit:16:24 limited:20:30
    limits:14:23 line:193:82 linen:21:27 lines:101:67 lion:23:24 lip:18:25 lips:120:66 list:32:35 listen:60:57
    listened:60:56 listening:52:55 lit:27:34 literally:20:27 literary:38:25 literature:41:31 little:1614:100
    live:235:91 lived:151:88 lively:29:34 lives:98:79 living:171:88 load:22:27 loaded:20:25 local:37:34
    lock:28:36 locked:34:38 lodge:31:25 lodging:15:21 lodgings:19:22 lofty:20:30 log:17:19 logic:14:15
    lonely:40:48 long:1033:100 longed:28:35 longer:207:94 longing:28:34 look:581:98 looked:579:98
    looking:393:95 looks:119:69 loose:54:56 lose:80:73 losing:26:37 loss:96:65 lost:249:97 lot:94:57
    lots:23:24 loud:57:56 loudly:17:28 love:542:90 loved:114:69 lovely:87:52 lover:39:39 lovers:19:23
    loves:31:35 loving:33:38 low:173:87 lower:73:65 lowered:19:32 lowest:18:26 luck:56:46 lucky:25:31
    luminous:17:19 lunch:26:21 luxury:23:29 lying:102:70 ma'am:17:10 machine:45:32 machinery:23:26 mad:64:54
    made:1198:100 madness:25:29 magazine:15:18 magic:33:28 magnificent:46:39 maid:50:45 maiden:20:22
    mail:41:29 main:54:51 mainly:16:18 maintain:26:28 maintained:17:26 majority:39:31 make:899:100
    makes:175:83 making:258:96 male:25:25 malice:14:19 mamma:15:13 man's:112:79 man:1606:100 manage:29:35
    managed:45:51 management:18:24 manager:19:17 manifest:18:20 mankind:43:35 manner:224:90 manners:51:41
    mansion:15:18 manuscript:15:19 many:805:99 marble:38:35 march:70:53 marched:27:27 marching:19:20
    mare:15:12 mark:57:64 marked:49:49 market:50:40 marks:33:39 marriage:87:52 married:95:64 marry:68:46
    marvellous:15:23 mask:22:17 mass:68:54 masses:24:28 master's:17:20 master:177:75 masters:27:28 match:28:35
    mate:21:18 material:54:49 materials:17:21 matter:331:94 matters:100:69 may:1172:99 maybe:37:27 me:4713:99
    meadow:16:18 meadows:16:18 meal:42:46 meals:18:26 mean:267:94 meaning:74:63 means:237:91 meant:122:81
    meantime:33:34 meanwhile:49:45 measure:64:51 measured:15:25 measures:29:29 meat:40:38 medical:18:25
    medicine:23:26 medium:19:24 meet:180:90 meeting:113:72 meetings:20:21 melancholy:56:42 melted:18:26
    member:44:44 members:61:45 memories:19:24 memory:91:69 men's:22:32 men:1007:98 mental:48:38 mention:69:58
    mentioned:74:61 merchant:23:23 merchants:15:15 mercy:56:46 mere:119:74 merely:120:76 merit:28:28
    merits:18:24 merry:42:41 message:45:47 messages:15:16 messenger:23:27 met:214:93 metal:16:20 method:36:37
    methods:24:27 middle:109:78 midnight:37:41 midst:60:57 might:847:100 mighty:64:47 mild:28:33 mile:63:49
    miles:188:69 military:74:36 milk:40:37 mill:23:24 million:29:33 millions:37:34 mind:600:99 minded:28:34
    minds:57:51 mine:192:83 mines:16:15 mingled:24:29 minister:84:41 ministers:38:22 ministry:31:12
    minute:108:72 minutes:144:79 miracle:17:21 mirror:30:29 mischief:23:31 miserable:52:56 misery:43:43
    misfortune:19:26 missed:36:41 missing:22:30 mission:26:29 mist:28:33 mistake:64:58 mistaken:39:48
    mistress:58:38 mixed:29:38 mixture:16:24 mob:18:22 mode:25:27 moderate:17:20 modern:66:51 modest:15:23
    moment:479:96 moments:73:62 money:300:83 monkey:14:13 monster:22:20 monstrous:22:28 month:111:65
    months:163:77 mood:32:41 moon:98:55 moonlight:29:30 moral:89:47 morality:20:18 morals:15:21 more:2203:100
    moreover:56:49 morning:618:95 morrow:136:66 mortal:30:36 most:1042:100 mostly:24:32 mother's:57:42
    mother:373:89 mothers:15:21 motion:46:50 motionless:21:25 motive:33:33 motives:24:25 motor:23:13
    mount:32:35 mountain:73:48 mountains:87:46 mounted:39:40 mourning:16:23 mouth:119:80 move:98:80
    moved:128:85 movement:74:56 movements:32:39 moving:70:65 much:1495:100 mud:41:33 multitude:25:28
    murder:41:37 murdered:24:28 murderer:18:23 murmur:19:29 murmured:36:32 music:120:64 musical:22:23
    must:1267:100 muttered:27:31 mutual:23:26 my:5900:99 myself:598:93 mysterious:45:48 mystery:48:47
    nail:18:23 naked:28:32 name:357:99 named:50:54 namely:21:21 names:64:59 narrative:18:22 narrow:72:68
    nation:97:44 national:66:36 nations:43:31 native:54:46 natives:19:18 natural:145:78 naturally:72:64
    nature:297:88 natured:20:25 naval:27:16 nay:53:37 near:323:97 nearer:80:67 nearest:35:47 nearly:181:84
    neat:22:31 necessarily:31:31 necessary:184:80 necessity:67:58 neck:70:63 need:187:90 needed:55:54
    needs:41:43 neglect:21:31 neglected:22:31 negroes:27:14 neighborhood:23:20 neighbors:21:18 neighbour:15:17
    neighbourhood:27:26 neighbours:18:21 neither:180:90 nephew:16:20 nerve:16:22 nerves:32:37 nervous:55:51
    nervously:16:18 nest:21:26 net:15:24 never:1197:100 nevertheless:54:50 new:759:99 newly:16:23 news:167:69
    newspaper:40:37 newspapers:32:35 next:442:99 nice:107:58 niece:15:18 nigh:18:21 night:885:97 nights:46:50
    nine:81:64 ninety:16:20 no:2983:100 noble:81:62 nobody:102:61 nodded:38:35 noise:69:62 non:27:31
    none:193:91 nonsense:37:40 noon:49:38 nor:401:93 normal:19:22 northern:41:37 nose:60:55 not:6858:100
    note:134:70 noted:21:35 notes:51:48 nothing:810:100 notice:102:79 noticed:74:59 notion:45:42 notions:19:23
    notwithstanding:32:29 novel:29:26 now:1962:100 nowhere:19:29 number:181:84 numbers:48:50 numerous:34:40
    nurse:52:34 nurses:20:10 o'clock:154:62 o:200:61 oak:22:25 oath:19:20 obedience:22:25 obey:34:34
    obeyed:23:33 object:139:74 objection:29:33 objects:63:47 obligation:20:19 oblige:15:21 obliged:108:55
    obscure:20:27 observation:35:39 observations:17:17 observe:47:43 observed:94:63 observing:18:26
    obtain:35:36 obtained:37:36 obtaining:14:18 obvious:29:32 occasion:100:66 occasional:23:33
    occasionally:39:40 occasioned:20:21 occasions:35:36 occupation:30:36 occupied:60:55 occupy:21:26
    occur:26:33 occurred:64:62 ocean:38:36 odd:61:50 of:31143:100 off:713:99 offence:19:26 offended:18:27
    offer:81:68 offered:85:73 offering:21:33 offers:14:23 office:220:74 officer:62:34 officers:90:48
    offices:24:29 official:24:29 often:300:95 oh:375:77 oil:22:25 old:1089:100 older:43:48 oldest:14:22
    on:5649:100 once:631:100 one's:89:58 one:3446:100 ones:103:70 only:1584:100 open:286:98 opened:169:90
    opening:67:66 openly:15:24 opera:22:21 operation:24:30 operations:29:27 opinion:144:67 opinions:35:31
    opportunities:22:31 opportunity:114:73 opposed:27:33 opposite:86:69 opposition:40:34 oppressed:20:26
    or:3298:100 orange:18:22 orchard:20:13 order:267:94 ordered:76:58 orderly:15:18 orders:92:59
    ordinary:68:60 organ:21:20 organization:20:15 organized:16:14 origin:22:24 original:55:47 originally:19:24
    other's:25:34 other:1398:100 others:323:94 otherwise:88:67 ought:217:83 our:1950:98 ours:47:46
    ourselves:115:70 out:2387:100 outer:30:36 outline:15:23 outside:128:79 outward:20:26 over:1321:100
    overcome:28:40 overhead:22:26 owe:21:31 owing:36:40 own:1053:100 owned:19:26 owner:25:33 owners:17:22
    pace:28:32 pack:20:24 packed:25:30 packet:15:16 page:43:37 pages:39:37 paid:103:75 pain:108:67
    painful:42:47 painfully:15:24 pains:31:38 paint:23:30 painted:40:42 painting:23:27 pair:57:57 palace:62:36
    pale:94:63 palm:24:24 panic:15:20 papa:29:16 paper:165:77 papers:107:59 parcel:17:18 pardon:44:45
    parent:16:18 parents:41:37 parlor:15:16 parlour:18:21 part:495:98 parted:33:41 particular:149:78
    particularly:87:60 particulars:32:28 parties:53:45 parting:22:32 partly:57:43 parts:105:63 party:194:76
    pass:147:85 passage:85:65 passages:22:26 passed:332:97 passengers:23:22 passes:25:30 passing:100:79
    passion:95:64 passionate:22:29 passions:31:24 past:235:91 patch:17:21 path:75:59 paths:16:23
    patience:37:43 patient:35:42 patients:21:12 pause:32:38 paused:42:44 pavement:17:22 pay:155:79
    paying:31:40 payment:15:19 peace:150:79 peaceful:17:24 peasant:17:15 peasants:16:15 peculiar:74:61
    peculiarly:16:23 pen:56:41 pencil:17:28 penny:16:23 people's:20:25 people:836:98 per:51:30 perceive:45:39
    perceived:39:37 perception:14:18 perfect:121:77 perfection:21:23 perfectly:129:75 perform:23:30
    performance:27:31 performed:30:36 perhaps:426:97 peril:15:23 period:66:49 permanent:22:27 permission:26:31
    permit:28:37 permitted:38:45 perpetual:25:33 perpetually:14:21 person:248:87 personal:89:68
    personality:22:20 personally:18:25 persons:103:54 persuade:22:27 persuaded:32:34 phenomena:18:14
    philosopher:24:18 philosophy:36:31 photograph:14:14 phrase:30:34 physical:54:43 physician:24:25
    piano:31:20 pick:30:37 picked:49:54 picking:15:24 picture:94:67 pictures:52:42 picturesque:25:30
    piece:107:73 pieces:63:63 pile:24:29 piled:14:22 pillow:22:27 pine:30:25 pines:19:18 pink:24:28
    pious:17:20 pipe:39:33 pistol:21:21 pit:25:21 pitch:21:30 pity:63:63 place:743:100 placed:96:75
    places:118:80 placing:16:26 plague:17:16 plain:104:75 plainly:38:50 plains:25:17 plan:94:69 planned:18:26
    plans:49:48 plant:21:24 plantation:17:11 planted:20:26 plants:23:23 plate:26:29 platform:29:27 play:188:77
    played:82:61 playing:77:64 plays:26:27 pleasant:146:71 pleasantly:20:30 please:139:77 pleased:133:74
    pleases:18:23 pleasing:32:29 pleasure:214:84 pleasures:30:30 plenty:48:49 plot:19:24 plunged:20:30
    pocket:81:59 pockets:25:31 poem:33:20 poems:23:14 poet:44:32 poetry:53:33 poets:20:20 point:255:94
    pointed:58:62 pointing:29:42 points:59:55 poison:19:23 pole:22:22 police:42:29 policy:49:31 polished:17:25
    polite:19:28 political:92:44 politics:46:30 pond:15:20 pony:19:15 pool:24:24 poor:461:94 popular:44:42
    population:28:26 port:52:37 porter:17:19 portion:47:46 portrait:19:19 position:134:72 positions:14:17
    positive:24:30 positively:20:26 possess:40:46 possessed:57:58 possession:78:60 possibility:31:39
    possible:259:95 possibly:83:65 post:115:59 posts:16:21 pot:17:20 pound:23:27 pounds:55:41 pour:16:23
    poured:31:40 pouring:17:26 poverty:23:28 power:341:88 powerful:60:53 powers:67:57 practical:33:37
    practically:26:26 practice:48:48 practised:20:23 prairie:20:9 praise:46:40 praised:14:21 pray:82:48
    prayed:22:25 prayer:36:38 prayers:37:33 praying:16:23 preached:20:19 preceding:22:29 precious:46:47
    precisely:29:35 prefer:33:37 preference:16:24 preferred:18:28 prejudice:20:28 preparation:21:27
    preparations:22:30 prepare:25:33 prepared:71:68 preparing:25:37 presence:120:76 present:378:93
    presented:55:56 presently:114:62 presents:19:28 preservation:15:18 preserve:26:32 preserved:26:36
    press:51:42 pressed:56:54 pressing:22:33 pressure:25:31 presume:25:30 pretend:23:31 pretended:25:34
    pretty:239:80 prevailed:16:24 prevent:53:56 prevented:31:36 previous:39:46 previously:19:24 prey:19:23
    price:81:53 prices:18:20 pride:68:63 priest:54:32 priests:27:24 prime:15:20 primitive:20:20
    principal:40:37 principle:55:36 principles:47:35 print:22:25 printed:28:29 printing:16:12 prison:44:38
    prisoner:40:32 prisoners:47:27 private:113:68 privilege:22:30 prize:19:24 probability:15:23 probable:37:37
    probably:189:80 problem:36:31 problems:17:13 proceed:39:39 proceeded:59:56 proceeding:19:23
    proceedings:21:24 process:40:38 processes:17:13 procession:21:30 procure:15:16 procured:15:22
    prodigious:17:18 produce:54:43 produced:66:57 producing:15:19 production:22:18 profession:29:34
    professional:17:25 profit:31:31 profound:29:37 progress:78:56 promise:82:61 promised:76:65 promises:20:29
    promising:15:22 promptly:19:25 pronounced:20:30 proof:49:46 proofs:19:18 proper:97:66 properly:39:42
    property:74:51 prophet:21:14 prophets:15:10 proportion:43:33 proposal:18:24 propose:29:32 proposed:51:45
    proposition:21:22 prose:14:13 prospect:52:50 prosperity:16:24 protect:26:36 protected:15:24
    protection:40:40 protest:18:26 protested:17:23 proud:60:54 prove:69:62 proved:72:67 provide:19:27
    provided:35:44 province:23:15 provisions:21:24 prudent:14:18 public:181:71 publication:15:21
    published:33:30 pull:37:41 pulled:62:57 pulling:21:34 punished:16:22 punishment:28:39 pupils:17:13
    purchase:27:25 pure:62:57 purely:16:21 purple:34:35 purpose:148:83 purposes:30:36 pursue:20:28
    pursued:31:37 pursuit:25:33 push:17:23 pushed:40:45 pushing:17:25 put:570:100 puts:15:26 putting:68:64
    puzzled:29:39 qualities:33:32 quality:50:45 quantity:38:33 quarrel:34:40 quarter:68:65 quarters:52:52
    queer:54:42 question:223:92 questioned:19:28 questions:88:74 quick:71:61 quickly:97:68 quiet:154:82
    quietly:84:65 quit:26:30 quite:594:94 quitted:19:14 rabbit:17:13 race:101:58 races:20:18 rage:39:43
    ragged:18:25 rail:19:23 railroad:31:22 railway:30:28 rain:91:60 rains:17:24 raise:43:48 raised:102:80
    raising:28:39 ran:165:78 rang:20:28 range:33:36 rank:42:48 ranks:18:27 rapid:26:37 rapidly:55:54
    rare:46:49 rarely:21:30 rate:72:61 rather:422:97 rational:16:21 ravine:16:13 raw:16:23 rays:16:22 re:37:40
    reach:91:71 reached:187:84 reaching:29:34 read:385:94 reader:42:35 readers:18:22 readily:33:42
    readiness:16:24 reading:136:72 ready:194:90 real:206:87 realised:14:14 reality:45:50 realize:30:30
    realized:33:34 really:354:90 rear:27:32 reason:232:94 reasonable:30:35 reasoning:16:21 reasons:49:48
    rebel:16:11 rebellion:17:16 rebels:15:8 recall:30:34 recalled:21:30 receipt:30:21 receive:112:63
    received:308:82 receiving:35:39 recent:27:32 recently:19:27 reception:24:29 reckon:16:15 recognised:18:22
    recognition:19:25 recognize:17:23 recognized:34:40 recollect:24:25 recollection:18:22 recommend:21:22
    recommended:14:19 record:34:37 recover:20:29 recovered:37:46 recovery:20:23 red:217:82 reduced:35:42
    refer:19:26 reference:26:30 referred:18:24 reflect:19:28 reflected:32:35 reflection:34:40
    reflections:18:23 reform:18:18 refuge:20:29 refuse:36:42 refused:70:60 refusing:15:24 regard:97:62
    regarded:45:44 regarding:20:24 regards:18:20 regiment:47:22 regiments:23:14 region:37:29 regions:20:20
    regret:53:46 regular:58:60 regularly:20:26 reign:16:19 rejoice:26:25 relate:15:20 related:29:35
    relation:71:41 relations:57:50 relative:21:24 release:19:28 released:17:24 relief:80:68 relieve:17:26
    relieved:34:44 religion:66:42 religious:56:43 remain:107:70 remainder:18:27 remained:113:80
    remaining:34:49 remains:51:51 remark:44:49 remarkable:52:49 remarkably:17:21 remarked:59:47 remarks:28:38
    remedy:15:23 remember:244:92 remembered:86:71 remembering:18:25 remembrance:20:24 remind:20:27
    reminded:29:41 remote:30:35 remove:27:35 removed:51:52 render:29:32 rendered:36:40 renewed:22:30
    rent:21:27 repeat:25:35 repeated:70:66 repeating:14:24 replied:212:70 reply:76:59 report:81:56
    reported:35:32 reports:24:28 repose:17:23 represent:17:23 representation:15:15 representative:16:20
    represented:29:40 reproach:21:26 reputation:35:42 request:45:40 requested:15:21 require:37:45
    required:54:55 requires:23:28 resemblance:15:24 resentment:14:19 reserve:25:32 reserved:18:29
    residence:22:27 resigned:15:19 resist:20:32 resistance:24:25 resolution:41:37 resolve:16:25 resolved:54:41
    resources:20:24 respect:113:69 respectable:29:34 respected:15:21 respecting:26:17 respects:24:30
    responded:22:24 response:19:29 responsibility:20:26 responsible:22:29 rest:271:98 rested:40:52
    resting:24:35 restless:25:34 restore:17:23 restored:25:36 result:98:69 results:31:30 resumed:27:32
    retained:14:22 retire:18:25 retired:38:38 retreat:26:31 return:250:90 returned:237:89 returning:52:55
    returns:18:25 revealed:25:33 revenge:25:29 revenue:17:11 reverence:17:24 review:28:23 revolutionary:26:11
    reward:32:37 rich:104:69 rid:32:42 ride:73:45 ridge:20:20 ridiculous:30:36 riding:52:48 rifle:31:17
    right:553:99 rights:38:39 rigid:16:26 ring:54:51 rings:17:25 rise:81:69 risen:21:32 rises:18:21
    rising:69:67 risk:35:46 rival:17:25 river:180:61 rivers:21:21 road:202:77 roads:38:37 roar:19:25 rob:14:17
    robe:15:15 robes:16:19 rock:96:55 rocks:50:40 rocky:15:19 rode:69:41 roll:29:37 rolled:44:50 rolling:27:32
    romance:25:29 romantic:21:24 roof:51:53 room:639:94 rooms:86:57 root:20:28 roots:19:24 rope:37:31
    rose:197:85 roses:27:32 rosy:17:20 rough:67:63 round:355:90 roused:21:30 route:16:23 row:35:41 rows:15:22
    royal:70:48 rubbed:16:23 rude:27:35 ruin:37:45 ruined:28:37 ruins:22:29 rule:61:58 rules:27:29 run:179:92
    running:113:79 runs:33:39 rush:41:44 rushed:50:49 rushing:21:32 sacred:41:42 sacrifice:41:42 sad:94:63
    saddle:32:24 sadly:23:31 sadness:17:20 safe:106:77 safely:35:42 safety:41:43 said:2562:100 sail:45:30
    sailed:30:28 sailor:24:21 sailors:27:19 sails:19:21 saints:20:16 sake:85:68 sale:25:28 salt:33:33
    salvation:23:16 same:657:100 sand:67:37 sands:16:16 sang:36:34 sank:31:39 sat:352:88 sate:21:5
    satisfaction:77:58 satisfactory:28:35 satisfied:72:61 satisfy:24:33 savage:38:41 save:131:82 saved:54:54
    saving:19:28 saw:703:98 say:992:100 saying:167:85 says:278:77 scale:31:34 scarce:38:29 scarcely:97:65
    scarlet:22:27 scattered:32:41 scene:103:74 scenery:16:20 scenes:31:35 scheme:36:39 school:139:63
    schools:28:20 science:59:37 scientific:30:21 score:19:27 scorn:18:30 scream:16:24 sea:276:80 search:61:64
    searched:21:29 searching:17:25 seas:23:27 season:62:52 seat:99:69 seated:54:54 seats:22:31 second:214:96
    secondly:18:18 seconds:23:25 secret:112:74 secretly:18:28 secrets:17:25 section:16:16 secure:40:44
    secured:30:34 security:27:29 see:1490:99 seed:18:19 seeing:165:88 seek:54:52 seeking:31:38 seem:230:91
    seemed:582:97 seeming:29:33 seems:298:89 seen:526:99 sees:38:42 seize:18:29 seized:57:58 seldom:51:51
    selected:15:22 self:172:78 selfish:21:28 sell:48:40 selling:18:24 semi:15:20 send:231:79 sending:53:45
    sensation:31:35 sensations:21:16 sense:235:86 senses:39:46 sensible:54:44 sensitive:15:20 sent:367:95
    sentence:33:40 sentiment:33:33 sentiments:32:27 separate:39:44 separated:23:34 separation:19:23
    serene:14:20 sergeant:32:12 series:32:36 serious:83:66 seriously:43:46 sermon:27:23 serpent:24:16
    servant:91:62 servants:78:58 serve:60:55 served:40:50 service:131:79 services:28:35 session:16:13
    set:371:98 sets:18:26 setting:42:51 settle:35:45 settled:86:68 settlement:21:16 seven:110:71
    seventeen:18:24 seventy:28:34 several:254:86 severe:38:40 severely:17:25 sex:54:22 shade:41:48
    shadow:80:58 shadows:45:43 shake:35:50 shaken:26:35 shaking:29:40 shall:1010:97 shame:47:49 shan't:15:17
    shape:61:55 shaped:25:31 shapes:17:18 share:58:61 sharp:74:67 sharply:27:31 she'd:19:14 she'll:16:21
    she's:54:35 she:5051:98 shed:20:28 sheep:42:30 sheer:17:23 sheet:35:36 sheets:23:26 shelf:15:19
    shell:41:27 shells:25:19 shelter:27:32 shillings:25:23 shining:50:49 ship:138:55 ships:51:34 shirt:27:29
    shock:33:43 shocked:20:33 shoe:14:18 shoes:33:40 shone:36:38 shook:82:64 shoot:24:29 shooting:21:28
    shop:56:48 shops:19:25 shore:72:44 shores:20:23 short:262:96 shortly:32:39 shot:92:62 should:1346:100
    shoulder:82:68 shoulders:60:59 shouldn't:23:27 shout:23:31 shouted:42:41 shouting:24:30 show:193:92
    showed:113:76 showing:51:60 shown:65:62 shows:41:45 shrill:14:24 shudder:15:22 shut:95:74 shy:16:21
    sick:101:63 sickness:22:28 side:471:99 sides:60:61 sigh:34:39 sighed:23:30 sight:214:95 sign:69:67
    signal:22:30 signed:20:29 significance:17:18 signs:40:51 silence:180:84 silent:118:75 silently:24:36
    silk:35:38 silly:27:33 silver:83:63 similar:56:53 simple:99:77 simplicity:21:31 simply:99:65 sin:38:26
    since:484:98 sincere:26:32 sincerely:23:27 sing:43:41 singing:53:46 single:110:80 singular:44:41
    sinister:15:22 sink:23:34 sinking:20:31 sins:18:18 sister's:15:18 sister:131:60 sisters:36:39 sit:137:82
    sits:18:24 sitting:157:81 situated:18:25 situation:106:62 six:188:84 sixteen:24:29 sixty:36:44 size:54:51
    sketch:16:21 skill:29:36 skin:44:49 skull:19:17 sky:139:65 slave:50:35 slavery:39:19 slaves:46:27
    sleep:169:81 sleeping:38:47 sleepy:15:20 slender:26:33 slept:67:58 slid:15:19 slight:57:62 slightest:40:42
    slightly:36:43 slip:27:40 slipped:39:44 slope:28:28 slow:64:68 slowly:159:80 small:344:97 smaller:32:41
    smallest:17:26 smart:19:26 smell:46:40 smile:114:70 smiled:79:59 smiles:15:24 smiling:64:58 smoke:62:52
    smoking:28:34 smooth:41:47 snake:15:17 snapped:16:23 snatched:15:23 snow:92:53 so:4100:100 sober:21:29
    social:108:40 society:185:67 sofa:18:22 soft:102:68 softly:44:41 soil:32:33 sold:44:39 soldier:54:40
    soldiers:100:46 sole:22:32 solemn:47:44 solemnly:18:29 solid:41:48 solitary:33:40 solitude:25:29
    some:1977:100 somebody:53:43 somehow:58:50 someone:38:27 something:599:99 sometimes:225:91 somewhat:114:73
    somewhere:70:62 son:192:78 song:54:43 songs:21:24 sons:31:39 soon:448:98 sooner:68:61 sore:28:34
    sorrow:54:51 sorrows:16:19 sorry:133:69 sort:273:86 sorts:51:48 sought:61:62 soul:234:83 souls:43:40
    sound:196:92 sounded:35:42 sounds:52:54 source:33:42 sovereign:17:22 space:88:65 spare:41:47 spared:18:29
    speak:263:93 speaker:20:26 speaking:114:83 speaks:27:33 special:53:50 species:46:31 specimen:24:27
    specimens:14:15 spectacle:20:26 speculation:14:20 speech:107:67 speeches:22:29 speed:49:46 spell:24:29
    spend:58:49 spent:117:72 sphere:15:20 spirit:205:84 spirits:103:61 spiritual:38:33 spite:85:67
    splendid:66:55 spoke:202:89 spoken:74:67 sport:21:30 spot:91:66 sprang:44:45 spread:61:65 spreading:17:28
    spring:100:69 springs:18:24 square:65:58 stable:21:26 staff:36:24 stage:71:51 staid:15:11 staircase:15:23
    stairs:71:57 stamp:15:21 stand:176:87 standard:24:24 standing:151:91 stands:42:42 star:34:34 stare:22:33
    stared:60:45 staring:39:43 stars:61:48 start:77:64 started:140:75 starting:28:39 startled:34:42
    state:308:92 stated:32:34 stately:16:23 statement:30:35 station:67:52 statue:15:18 stay:180:81
    stayed:57:53 staying:26:34 steadily:34:43 steady:40:49 steal:17:27 stealing:14:21 steam:31:29
    steamer:35:22 steel:29:33 steep:32:34 step:105:79 stepped:50:49 steps:98:73 stern:31:40 stick:47:46
    sticks:16:23 stiff:33:45 still:840:100 stillness:16:24 stir:26:39 stirred:27:33 stirring:16:24 stock:40:41
    stole:23:30 stolen:14:23 stomach:22:26 stone:132:75 stones:57:50 stood:359:92 stooped:15:22 stop:106:72
    stopped:152:78 stopping:29:37 store:38:40 stores:20:24 stories:58:51 storm:60:57 story:206:83 stout:23:31
    stove:18:15 straight:111:70 strain:28:40 strained:16:27 strange:224:90 strangely:29:35 stranger:68:56
    strangers:28:39 straw:22:28 stream:79:55 street:219:79 streets:92:63 strength:121:80 stretch:20:30
    stretched:43:49 stricken:17:25 strict:17:26 strictly:16:24 strike:55:52 strikes:22:27 striking:32:40
    string:18:27 stroke:21:32 strong:208:93 stronger:39:49 strongest:18:25 strongly:44:46 struck:132:87
    structure:20:24 struggle:49:51 struggled:18:26 struggling:20:28 stuck:31:36 student:23:24 students:29:18
    studied:25:32 studies:22:26 study:81:59 studying:23:31 stuff:40:42 stumbled:14:23 stupid:28:33 style:54:47
    subject:207:79 subjects:53:44 submission:15:21 submit:22:26 subsequent:15:20 substance:21:27 subtle:17:27
    succeed:28:35 succeeded:57:59 success:102:68 successful:32:39 succession:26:31 such:1289:100 sudden:117:81
    suddenly:230:87 suffer:59:51 suffered:64:63 suffering:54:56 sufferings:16:17 sufficient:76:63
    sufficiently:42:46 sugar:26:31 suggest:32:36 suggested:60:63 suggestion:34:43 suit:53:57 suitable:20:27
    suited:15:24 sum:41:41 summer:133:69 summit:20:21 summoned:17:22 sun:210:83 sunk:30:37 sunlight:27:27
    sunny:22:24 sunset:31:31 sunshine:41:37 superior:54:44 superiority:16:21 supernatural:17:18
    superstition:14:17 supper:92:57 supplied:20:30 supplies:20:22 supply:46:46 support:70:50 supported:22:31
    suppose:277:94 supposed:95:71 supposing:23:29 supreme:25:28 sure:343:95 surely:92:73 surface:53:45
    surprise:88:66 surprised:85:64 surprising:15:24 surrender:22:25 surrounded:42:52 surrounding:18:28
    surroundings:17:18 suspect:36:38 suspected:28:41 suspended:20:28 suspense:17:23 suspicion:41:49
    suspicions:19:21 suspicious:14:22 swallow:17:19 swallowed:18:28 swear:24:30 sweep:17:28 sweet:138:70
    sweetest:17:16 swept:44:48 swift:33:36 swiftly:33:36 swinging:17:24 sword:45:34 swore:14:22 swung:31:34
    sympathetic:17:21 sympathy:75:58 system:94:47 table:232:88 tables:22:31 tail:39:34 take:756:100
    taken:362:99 takes:74:65 taking:196:93 tale:51:47 talent:18:22 tales:28:33 talk:257:88 talked:113:72
    talking:124:71 talks:21:25 tall:78:64 task:54:53 taste:64:55 taught:52:52 tax:21:17 tea:100:49 teach:41:39
    teacher:26:21 teachers:18:16 teaching:24:28 tear:25:34 tears:91:64 teeth:59:55 telegram:22:15
    telegraph:17:19 telephone:17:17 tell:621:97 telling:87:71 tells:50:43 temper:46:48 temple:40:33
    temporary:18:27 temptation:17:24 tempted:18:28 ten:227:93 tendency:33:28 tender:55:52 tenderness:32:37
    tent:53:22 tents:18:15 term:32:39 terms:57:54 terrace:15:21 terrible:105:77 terribly:23:33 terrific:16:21
    terrified:17:27 terror:65:57 test:21:28 testimony:20:21 than:1711:100 thank:130:70 thanked:25:32
    thankful:25:29 thanks:71:49 that's:155:59 that:13178:100 the:57747:100 theatre:45:27 thee:160:32
    their:2476:100 theirs:18:29 them:2609:100 themselves:300:94 then:1942:100 thence:64:40 theory:48:39
    there's:110:54 there:3309:100 thereby:21:25 therefore:243:74 therein:17:19 thereof:15:18 these:1091:99
    they'll:16:21 they're:35:30 they've:15:20 they:4234:100 thick:82:66 thief:15:19 thin:75:61 thine:20:11
    thing:634:100 things:684:97 think:1157:100 thinking:165:83 thinks:67:54 third:100:75 thirteen:19:25
    thirty:97:68 this:4494:100 thither:33:28 tho:27:8 thorough:14:20 thoroughly:50:54 those:844:100
    thou:248:38 though:821:99 thought:847:100 thoughtful:15:25 thoughts:154:84 thousand:184:79 thousands:48:50
    thread:29:27 threatened:24:34 threatening:14:24 three:670:99 threw:79:68 throat:47:49 throne:25:25
    through:912:100 throughout:44:41 throw:53:60 throwing:30:41 thrown:68:66 thrust:38:43 thunder:31:40
    thus:250:81 thy:158:36 tide:31:33 tie:15:24 tied:40:44 tight:29:37 till:457:85 timber:17:22 time:1796:100
    times:282:97 timid:17:28 tin:27:23 tiny:46:39 tip:14:21 tired:104:72 tis:76:26 title:35:42 to:28716:100
    tobacco:22:25 today:28:23 together:324:99 toil:16:16 told:570:98 tolerable:15:17 tolerably:19:22
    tomb:19:20 tomorrow:27:20 tone:87:63 tones:24:31 tongue:54:58 tonight:19:15 too:996:100 took:565:99
    top:123:75 tops:18:23 tore:19:29 torn:27:40 torture:16:24 tossed:17:27 total:21:27 totally:19:25
    touch:105:76 touched:73:65 touching:32:38 toward:171:58 towards:233:75 tower:39:34 town:310:81 towns:28:33
    trace:28:35 traces:15:22 track:30:35 trade:83:45 tradition:20:19 tragedy:31:32 trail:32:16 train:117:59
    trained:22:30 training:24:26 trains:21:19 translation:19:17 trap:20:21 travel:45:46 traveling:15:18
    travelled:23:27 travellers:18:24 travelling:38:37 travels:15:24 treasure:27:33 treat:37:43 treated:55:60
    treatment:25:35 treaty:18:15 tree:119:66 trees:177:74 tremble:19:28 trembled:21:31 trembling:47:53
    tremendous:42:39 trenches:38:6 trial:44:42 tribe:20:19 trick:28:35 tricks:15:23 tried:173:85 trifle:17:27
    trifling:17:24 trip:38:30 triumph:36:44 troops:89:28 trouble:165:86 troubled:38:44 troubles:33:37
    troublesome:16:24 true:301:95 truly:66:54 trunk:25:30 trunks:15:18 trust:100:66 trusted:21:31 truth:220:84
    try:166:83 trying:131:75 tune:20:28 turn:209:95 turned:401:97 turning:113:80 turns:32:42 twas:30:12
    twelve:76:59 twenty:201:86 twice:74:68 twilight:27:30 twisted:17:24 two:1303:99 type:47:41 ugly:32:40
    ultimate:15:22 unable:59:58 uncertain:25:35 uncertainty:14:20 uncle:101:40 uncomfortable:22:33
    unconscious:27:32 under:629:100 understand:221:92 understanding:54:51 understood:86:78 undertake:15:21
    undoubtedly:22:30 uneasy:26:36 unexpected:29:42 unfortunate:39:42 unfortunately:22:29 unhappy:36:40
    uniform:22:28 union:60:38 unity:18:18 universal:40:36 universe:28:24 unjust:16:24 unknown:64:64
    unless:129:81 unlike:26:36 unnatural:16:22 unnecessary:19:26 unpleasant:31:41 unseen:18:24 until:375:87
    unto:38:24 unusual:28:38 unwilling:21:33 up:2314:100 upon:1533:99 upper:48:54 upright:20:28 upset:19:23
    upstairs:30:26 upward:22:24 upwards:18:23 urged:29:37 us:1502:99 use:247:96 used:266:98 useful:49:51
    useless:35:43 using:27:43 usual:143:77 usually:55:53 utmost:38:40 utter:43:49 uttered:31:40 utterly:57:54
    vacant:15:24 vague:33:33 vaguely:17:23 vain:71:62 vale:14:6 valley:89:42 valuable:38:40 value:80:62
    vanished:44:43 vanity:24:31 varied:16:23 variety:29:33 various:100:64 vast:87:56 veil:32:32 veins:17:25
    velvet:17:24 vengeance:16:21 venture:33:40 ventured:27:31 verily:15:16 verse:19:22 verses:22:18
    very:2403:100 vessel:47:34 vessels:24:22 vexed:17:20 vice:31:33 vicinity:17:17 victim:30:37 victory:43:36
    view:159:84 views:48:41 vigorous:19:27 vile:14:21 villa:16:13 village:104:57 villages:19:20 violence:36:45
    violent:47:48 violently:22:35 virtue:55:42 virtues:23:26 virtuous:20:19 visible:54:55 vision:60:50
    visions:18:23 visit:155:74 visited:47:47 visiting:22:30 visitor:27:34 visitors:26:35 visits:30:37
    vivid:27:34 voice:337:89 voices:50:51 volume:47:34 volumes:19:21 von:30:12 vote:31:23 voyage:30:28
    vulgar:25:28 wages:20:20 wagon:33:21 waist:17:24 wait:129:86 waited:89:70 waiting:141:79 wake:27:36
    walk:176:85 walked:222:82 walking:87:72 walks:25:32 wall:127:77 walls:88:68 wandered:26:34 wandering:27:36
    want:401:95 wanted:206:82 wanting:26:36 wants:66:64 war:266:70 ward:18:21 warm:114:76 warmth:25:32
    warned:19:30 warning:30:44 was:11060:100 wash:23:29 washed:25:31 washing:18:22 wasn't:63:37 waste:40:47
    wasted:14:25 watch:112:78 watched:92:67 watching:82:69 water:390:91 waters:59:45 wave:24:32 waved:20:27
    waves:36:38 waving:18:25 wax:15:16 way:1043:100 ways:83:67 we'll:56:40 we're:30:24 we've:29:28 we:4418:100
    weak:59:60 weakness:44:47 wealth:58:45 wealthy:14:20 weapon:20:27 weapons:16:20 wear:58:58 wearing:27:42
    weary:47:48 weather:124:64 wedding:22:26 week:228:80 weeks:120:68 weep:17:23 weeping:19:24 weight:57:56
    welcome:57:58 welfare:15:23 well:1399:100 went:1028:98 wept:18:21 were:3471:100 wet:59:51 what's:44:40
    what:2465:100 whatever:162:85 wheat:23:19 wheel:29:35 wheels:20:25 when:2680:100 whence:33:35
    whenever:61:57 where:1091:100 whereas:27:29 wherein:33:26 whereupon:16:22 wherever:34:44 whether:349:93
    which:4465:100 while:724:100 whilst:52:20 whip:24:21 whisper:27:38 whispered:64:56 whistle:17:22
    white:407:91 whither:24:26 who:2324:100 whoever:20:28 whole:486:98 wholly:65:50 whom:419:94 whose:294:95
    why:510:99 wicked:39:41 wide:99:77 widow:21:22 wife's:18:26 wife:276:82 wild:140:79 wilderness:21:23
    wildly:19:24 will:2788:100 willing:69:63 willingly:19:29 wilt:20:12 win:29:36 wind:184:78 winding:21:32
    window:180:71 windows:68:60 winds:32:35 wine:63:52 wing:20:28 wings:41:35 winter:123:62 wire:38:21
    wisdom:56:47 wise:81:68 wisely:14:23 wiser:16:25 wish:334:91 wished:103:74 wishes:57:45 wishing:21:32
    wit:36:35 with:7959:100 withdrew:17:26 within:264:95 without:842:100 witness:33:42 witnessed:16:20
    wits:15:23 wives:26:31 woke:21:27 woman's:38:40 woman:391:89 women:276:88 won't:127:64 won:40:48
    wonder:175:88 wondered:66:55 wonderful:109:69 wonderfully:20:24 wondering:42:47 wonders:18:24 wont:16:22
    wood:119:68 wooden:35:41 woods:74:50 word:333:96 words:341:95 wore:58:55 work:582:99 worked:79:60
    workers:22:11 working:80:64 workmen:14:15 works:66:53 world's:15:20 world:620:99 worldly:15:18
    worlds:21:17 worn:53:59 worried:18:21 worry:24:30 worse:114:79 worship:34:33 worst:65:62 worth:134:77
    worthy:63:51 wot:14:5 would:2928:100 wouldn't:87:49 wound:34:42 wounded:61:41 wounds:16:22 wrapped:21:32
    wrath:18:25 wreck:16:21 wretch:16:21 wretched:35:39 wrist:16:15 write:353:70 writer:39:35 writers:21:21
    writes:37:28 writing:199:68 writings:18:16 written:206:73 wrong:121:79 wrote:178:68 wrought:21:24
    yard:58:51 yards:57:48 ye:127:31 yea:15:8 year's:16:22 year:266:85 years:529:98 yellow:93:59 yes:328:85
    yesterday:266:57 yet:872:100 yield:19:27 yielded:15:24 yonder:17:19 you'd:39:31 you'll:73:48 you're:93:42
    you've:54:36 you:7980:100 young:573:98 younger:39:45 your:2234:97 yours:125:58 yourself:171:75
    youth:102:67 youthful:14:21 zeal:16:20
    """

  /// The most frequent phrases of two and three words.
  static let phrases = """
    ^and_mr:74:44 ^and_mrs:58:40 ^in_america:34:24 ^in_england:63:45 ^in_london:58:39 ^king_of:38:25
    ^new_york:94:37 ^of_england:34:34 ^of_god:96:36 ^of_mr:70:49 ^that_mr:37:39 ^the_american:49:31
    ^the_british:45:30 ^the_captain:48:31 ^the_duke:99:21 ^the_east:46:44 ^the_english:67:43 ^the_french:98:44
    ^the_german:41:22 ^the_king's:61:23 ^the_king:205:42 ^the_lord:81:34 ^the_north:76:55 ^the_president:47:20
    ^the_prince:48:21 ^the_queen:126:25 ^the_south:83:49 ^the_united:52:28 ^the_united_states:48:24
    ^the_west:50:46 ^to_london:39:33 ^to_mr:70:45 ^to_mrs:40:33 ^united_states:50:26 ^with_mr:40:33
    a_bad:40:49 a_beautiful:45:42 a_better:38:45 a_big:44:41 a_bit:73:53 a_bit_of:31:37 a_book:47:42
    a_boy:36:41 a_certain:118:78 a_chair:34:37 a_chance:40:43 a_child:50:58 a_couple:42:40 a_couple_of:38:37
    a_day:102:69 a_deep:35:46 a_dozen:53:56 a_fair:33:38 a_few:385:96 a_few_days:57:47 a_few_minutes:39:41
    a_fine:75:57 a_friend:62:56 a_general:35:38 a_gentleman:44:40 a_girl:36:38 a_good:309:88 a_good_deal:60:42
    a_great:430:97 a_great_deal:80:59 a_half:65:61 a_house:43:49 a_hundred:65:59 a_kind:57:56 a_kind_of:38:41
    a_lady:33:41 a_large:130:76 a_letter:140:53 a_letter_from:49:29 a_line:36:41 a_little:594:98 a_long:223:94
    a_long_time:54:57 a_look:33:42 a_lot:57:34 a_lot_of:40:28 a_low:41:47 a_man's:32:49 a_man:385:95
    a_man_of:57:59 a_man_who:44:51 a_matter:50:58 a_matter_of:39:50 a_mere:34:42 a_mile:47:43 a_minute:52:47
    a_moment:177:83 a_month:48:48 a_more:63:64 a_most:93:55 a_new:171:88 a_nice:36:34 a_note:35:34
    a_number:44:44 a_number_of:41:43 a_pair:34:41 a_pair_of:32:40 a_part:47:53 a_part_of:36:44 a_person:54:47
    a_piece:39:46 a_piece_of:32:43 a_place:62:60 a_pleasant:33:38 a_poor:41:44 a_pretty:43:43 a_real:35:41
    a_second:57:62 a_sense:33:36 a_short:67:63 a_single:69:67 a_small:119:85 a_sort:88:67 a_sort_of:87:67
    a_state:39:48 a_strange:56:59 a_strong:41:52 a_sudden:56:59 a_thing:80:67 a_thousand:69:58 a_time:93:77
    a_very:388:91 a_visit:35:38 a_voice:34:42 a_way:41:53 a_week:91:65 a_while:65:51 a_white:36:40
    a_whole:43:45 a_woman:92:64 a_word:93:77 a_year:64:55 a_young:84:69 able_to:222:91 about_a:63:62
    about_her:57:53 about_him:55:57 about_his:39:47 about_it:150:80 about_my:32:32 about_the:327:96
    about_to:65:59 above_all:33:42 above_the:67:58 according_to:78:63 account_of:118:66 account_of_the:38:37
    accustomed_to:32:39 acquainted_with:34:40 across_the:146:77 act_of:37:43 afraid_of:40:44 after_a:131:83
    after_all:99:71 after_dinner:52:26 after_that:49:52 after_the:168:88 again_and:47:50 again_to:43:49
    against_the:192:93 air_of:44:48 all_about:47:50 all_day:59:47 all_her:44:45 all_his:93:75 all_i:48:50
    all_in:51:59 all_its:33:43 all_my:86:59 all_night:36:37 all_of:89:72 all_other:34:34 all_our:39:39
    all_over:59:60 all_right:76:48 all_sorts:40:43 all_sorts_of:33:36 all_that:185:90 all_the:859:100
    all_the_time:51:50 all_their:39:47 all_these:69:69 all_things:48:43 all_this:108:76 all_those:32:38
    all_to:34:44 all_was:37:44 all_your:32:30 allowed_to:45:46 almost_as:32:41 along_the:130:75 am_a:46:43
    am_afraid:40:35 am_glad:40:31 am_going:46:41 am_going_to:34:34 am_i:49:47 am_in:37:34 am_not:112:66
    am_so:33:30 am_sure:69:45 am_to:31:30 am_very:56:34 among_the:178:84 among_them:38:47 amount_of:38:40
    an_end:36:44 an_hour:129:81 an_instant:35:38 an_old:112:81 an_opportunity:33:38 and_a:651:100
    and_a_half:33:37 and_after:85:68 and_again:58:58 and_all:249:98 and_all_the:75:70 and_almost:32:41
    and_also:42:45 and_am:42:30 and_an:67:71 and_another:37:45 and_are:56:52 and_as:232:95 and_asked:36:38
    and_at:154:93 and_at_the:41:55 and_be:66:64 and_began:55:53 and_began_to:33:38 and_by:121:80
    and_came:33:41 and_could:47:55 and_did:45:53 and_do:41:46 and_down:68:64 and_even:81:69 and_every:51:60
    and_for:121:84 and_found:59:61 and_from:74:73 and_gave:45:52 and_get:40:42 and_go:41:54 and_good:37:41
    and_got:32:34 and_had:189:88 and_has:61:47 and_have:120:67 and_having:32:37 and_he:522:98 and_he_had:32:41
    and_he_was:51:56 and_her:165:81 and_here:43:49 and_his:357:97 and_how:98:73 and_i:1270:98 and_i_am:85:53
    and_i_had:36:41 and_i_have:81:54 and_i_think:42:35 and_i_was:64:54 and_i_will:38:44 and_if:163:81
    and_in:367:99 and_in_a:32:47 and_in_the:97:79 and_is:106:63 and_it:342:99 and_it_is:80:60 and_it_was:90:79
    and_its:65:62 and_left:47:63 and_let:55:63 and_look:32:42 and_looked:83:66 and_made:81:76 and_make:54:58
    and_many:47:50 and_more:122:81 and_most:49:53 and_my:171:71 and_never:48:56 and_no:96:77 and_not:171:91
    and_nothing:32:44 and_now:153:85 and_of:187:89 and_of_the:40:50 and_on:107:81 and_on_the:39:52
    and_one:100:76 and_only:41:51 and_other:65:53 and_others:32:36 and_our:54:51 and_out:34:47 and_over:34:44
    and_perhaps:39:47 and_put:49:58 and_said:120:65 and_sat:40:39 and_saw:54:60 and_see:71:67 and_sent:32:40
    and_set:33:43 and_shall:33:30 and_she:284:83 and_so:346:93 and_some:78:72 and_sometimes:32:38
    and_still:45:54 and_stood:37:48 and_such:40:49 and_take:41:49 and_tell:39:48 and_that:558:99
    and_that_he:42:46 and_that_i:32:35 and_that_is:31:36 and_that_the:47:51 and_the:2311:100
    and_the_other:38:48 and_their:101:76 and_then:586:97 and_then_he:33:37 and_then_the:33:44 and_there:275:93
    and_there_is:33:41 and_there_was:50:54 and_therefore:46:39 and_they:235:93 and_this:124:82 and_those:37:50
    and_though:59:48 and_to:412:97 and_to_the:34:38 and_told:47:46 and_took:63:64 and_turned:40:50
    and_two:46:49 and_very:68:59 and_walked:34:42 and_was:232:95 and_we:257:88 and_went:115:75 and_were:73:63
    and_what:115:81 and_when:191:92 and_when_he:33:41 and_when_i:32:39 and_where:39:49 and_which:77:55
    and_who:73:67 and_will:74:50 and_with:188:91 and_without:39:52 and_women:33:37 and_would:71:64
    and_yet:148:85 and_you:154:81 and_your:70:45 answer_to:35:43 anxious_to:44:45 any_more:54:58 any_of:85:72
    any_one:96:68 any_other:102:72 any_rate:40:38 appearance_of:33:43 appeared_to:51:48 are_a:65:55
    are_all:79:61 are_going:40:44 are_in:85:61 are_no:36:45 are_not:187:80 are_now:49:42 are_so:68:51
    are_the:132:77 are_to:94:59 are_to_be:33:33 are_very:67:47 are_you:112:70 around_the:43:35
    arrived_at:33:39 as_a:563:99 as_an:90:73 as_any:32:47 as_ever:40:49 as_far:82:71 as_far_as:67:65
    as_for:72:59 as_good:37:44 as_he:482:96 as_he_had:37:47 as_he_was:39:48 as_his:62:68 as_i:599:97
    as_i_am:39:38 as_i_have:56:51 as_i_was:41:41 as_if:406:90 as_if_he:55:51 as_if_i:41:35 as_if_it:40:45
    as_if_she:33:29 as_if_they:32:39 as_in:73:60 as_it:295:99 as_it_is:56:50 as_it_was:49:56 as_it_were:35:31
    as_long:51:59 as_long_as:46:56 as_much:138:85 as_much_as:58:59 as_my:41:44 as_of:39:47 as_one:57:61
    as_possible:69:63 as_she:222:76 as_soon:128:74 as_soon_as:120:71 as_that:64:60 as_the:597:100
    as_they:246:92 as_this:47:55 as_though:109:41 as_to:376:96 as_to_the:74:57 as_usual:45:45 as_we:209:82
    as_well:231:91 as_well_as:163:83 as_yet:36:43 as_you:188:80 asked_him:34:39 asked_me:37:42 asked_the:33:33
    assure_you:34:30 at_a:219:95 at_all:278:96 at_any:82:70 at_any_rate:40:38 at_first:121:88 at_her:125:68
    at_him:90:59 at_his:133:85 at_home:110:66 at_it:60:62 at_last:240:91 at_least:235:90 at_length:81:45
    at_me:67:51 at_my:99:62 at_night:72:57 at_once:204:94 at_one:52:59 at_our:32:37 at_present:75:52
    at_that:110:81 at_the:1506:100 at_the_door:53:52 at_the_end:61:59 at_the_same:92:68 at_the_time:55:58
    at_their:42:54 at_this:152:85 at_which:41:46 at_work:32:38 at_your:34:34 attempt_to:42:52
    attention_to:39:48 away_from:115:79 away_in:32:46 away_the:32:47 away_to:33:44 away_with:35:45
    back_again:33:38 back_and:41:43 back_in:37:48 back_of:43:52 back_to:211:91 back_to_the:67:62 be_a:309:98
    be_able:95:69 be_able_to:92:68 be_an:43:51 be_as:50:54 be_at:45:49 be_done:84:67 be_found:46:56
    be_glad:39:42 be_in:111:80 be_made:61:58 be_more:58:55 be_no:70:69 be_of:46:53 be_said:33:41 be_seen:58:64
    be_so:100:71 be_sure:58:57 be_taken:37:47 be_the:186:90 be_to:57:51 be_very:75:59 because_he:71:63
    because_i:94:61 because_it:60:55 because_of:47:42 because_the:51:52 because_they:44:47 been_a:130:88
    been_able:38:44 been_able_to:36:43 been_at:32:40 been_in:82:75 been_so:65:62 been_the:68:69 been_to:42:47
    been_very:40:39 before_he:63:68 before_him:53:56 before_i:85:61 before_it:33:46 before_me:41:44
    before_the:206:93 before_they:33:51 before_we:41:44 before_you:38:42 began_to:246:90 begin_to:46:45
    beginning_to:44:52 behind_him:38:41 behind_the:59:62 being_a:47:54 believe_it:33:42 believe_that:69:61
    beside_the:33:37 best_of:41:45 better_than:99:74 between_the:135:85 between_them:42:52 beyond_the:62:52
    bit_of:52:46 body_of:38:43 both_of:41:47 bottom_of:37:42 brought_to:33:52 but_a:184:95 but_all:38:48
    but_as:107:78 but_at:60:67 but_by:38:47 but_for:68:68 but_he:259:95 but_he_was:31:45 but_her:34:44
    but_his:52:58 but_how:33:42 but_i:688:94 but_i_am:57:46 but_i_have:51:43 but_if:78:66 but_in:125:83
    but_it:285:97 but_it_is:82:64 but_it_was:71:71 but_my:55:51 but_no:47:56 but_not:90:75 but_now:62:62
    but_of:40:49 but_one:61:66 but_she:123:69 but_still:34:42 but_that:150:87 but_the:535:100 but_then:33:39
    but_there:93:78 but_they:116:80 but_this:84:74 but_to:91:76 but_was:38:45 but_we:96:69 but_what:74:72
    but_when:91:79 but_with:49:55 but_you:114:70 by_a:336:99 by_all:34:43 by_an:62:66 by_any:37:48
    by_her:71:56 by_him:33:42 by_his:120:81 by_it:35:43 by_my:64:51 by_no:38:38 by_no_means:34:34 by_one:45:55
    by_some:57:66 by_that:41:52 by_the:1162:100 by_the_way:40:42 by_their:47:49 by_this:98:70
    by_this_time:36:40 by_which:73:62 call_it:34:46 called_the:41:49 came_back:49:51 came_down:32:41
    came_from:45:52 came_home:36:28 came_in:93:63 came_into:44:51 came_out:53:57 came_the:33:40 came_to:240:92
    came_to_the:45:54 came_up:44:49 can_be:152:77 can_do:58:58 can_get:37:43 can_only:40:38 can_see:38:50
    can_you:41:40 cannot_be:66:57 capable_of:38:41 care_of:55:55 case_of:49:48 cause_of:51:49 chance_of:37:41
    change_of:31:38 character_of:36:36 charge_of:32:37 close_to:57:52 come_and:49:49 come_back:53:57
    come_down:34:44 come_from:41:49 come_in:59:60 come_out:41:54 come_to:233:94 coming_to:40:48
    corner_of:38:42 could_be:165:90 could_do:48:59 could_get:32:40 could_have:124:85 could_not:493:97
    could_not_be:56:60 could_not_have:31:44 could_only:36:42 could_see:89:65 couple_of:40:38 course_of:69:55
    covered_with:57:47 day_and:43:49 day_before:35:33 day_i:35:39 day_of:55:54 day_or:33:36 day_to:34:45
    days_of:40:43 deal_of:67:57 death_of:40:45 degree_of:34:33 desire_to:61:63 determined_to:50:52
    did_he:32:41 did_i:40:44 did_it:33:45 did_not:682:99 did_not_know:64:58 did_the:37:49 did_you:80:60
    difficult_to:45:50 direction_of:33:44 do_anything:32:40 do_i:38:42 do_it:83:64 do_not:441:90
    do_not_know:65:48 do_so:68:63 do_the:45:55 do_with:52:60 do_you:264:83 do_you_know:38:43
    do_you_think:40:42 does_not:180:74 don't_know:132:64 don't_think:41:44 don't_want:42:42 don't_you:67:51
    door_of:49:54 down_and:61:58 down_at:32:39 down_in:65:67 down_on:68:57 down_on_the:34:41 down_the:192:87
    down_to:155:82 down_to_the:60:60 due_to:32:35 during_the:135:77 each_of:39:47 each_other:121:74
    easy_to:35:50 edge_of:45:49 effect_of:35:36 end_of:185:92 end_of_the:80:69 enough_for:47:56
    enough_to:187:90 entered_the:48:51 even_a:34:47 even_if:49:52 even_in:52:58 even_the:77:71 even_to:43:51
    ever_since:44:49 every_day:75:56 every_one:60:59 expect_to:31:37 expected_to:36:48 expression_of:34:44
    eyes_and:46:53 eyes_of:35:48 eyes_were:42:47 face_and:33:42 face_of:60:60 face_was:40:42 fact_that:75:59
    far_as:124:82 far_away:33:39 far_from:50:59 fear_of:41:50 feel_that:36:43 feeling_of:36:39 felt_that:43:45
    few_days:70:54 few_minutes:43:43 filled_with:51:49 find_a:41:50 find_it:50:57 find_out:37:39
    find_that:47:49 find_the:46:52 first_of:34:46 first_time:84:66 followed_by:34:42 fond_of:46:42
    foot_of:34:39 for_a:748:100 for_a_few:48:54 for_a_long:41:48 for_a_moment:89:63 for_all:95:80 for_an:89:70
    for_any:44:54 for_ever:42:41 for_he:98:68 for_her:163:78 for_him:173:90 for_his:179:93 for_i:164:67
    for_instance:38:44 for_it:212:91 for_its:34:48 for_many:33:45 for_me:230:85 for_me_to:46:40 for_my:141:70
    for_one:59:63 for_our:50:47 for_she:39:45 for_some:129:83 for_some_time:49:48 for_that:101:77
    for_the:1405:100 for_the_first:64:65 for_their:79:72 for_them:89:77 for_they:44:48 for_this:94:79
    for_three:34:36 for_two:45:46 for_us:76:61 for_what:46:56 for_which:67:58 for_you:167:77 for_your:96:56
    forced_to:33:35 form_of:46:47 found_a:49:53 found_in:36:45 found_it:43:52 found_that:58:52 found_the:57:58
    friend_of:35:42 from_a:182:97 from_all:42:51 from_her:128:73 from_him:89:70 from_his:172:92 from_it:55:60
    from_its:32:43 from_me:63:53 from_my:96:62 from_one:42:55 from_our:32:38 from_that:62:64 from_the:1245:100
    from_their:53:56 from_them:32:42 from_this:60:60 from_which:68:69 from_you:77:37 front_of:69:58
    full_of:161:80 gave_a:40:47 gave_him:46:52 gave_me:70:53 get_a:59:54 get_it:32:42 get_out:38:43
    get_the:53:52 get_to:34:42 give_him:44:51 give_me:80:66 give_up:32:40 give_you:66:53 given_to:41:47
    glad_to:95:61 go_and:42:51 go_back:36:46 go_on:86:68 go_out:45:46 go_to:198:86 go_to_the:41:47
    go_with:40:45 going_on:48:47 going_to:304:88 gone_to:56:56 good_and:35:36 good_as:35:38 good_deal:60:42
    good_to:37:46 got_a:55:50 got_the:37:38 got_to:51:47 got_up:41:42 great_deal:80:59 great_deal_of:37:41
    had_a:354:96 had_already:47:52 had_always:32:41 had_an:44:53 had_become:44:49 had_been:889:99
    had_been_a:40:50 had_better:39:46 had_brought:37:48 had_come:115:73 had_come_to:33:45 had_done:59:63
    had_ever:54:58 had_given:47:57 had_gone:95:70 had_got:35:40 had_had:59:53 had_he:39:46 had_heard:53:58
    had_i:36:36 had_in:37:54 had_it:33:45 had_just:54:59 had_left:57:65 had_made:82:73 had_never:117:79
    had_no:167:94 had_not:287:97 had_not_been:49:57 had_only:33:43 had_passed:40:49 had_said:37:45
    had_seen:99:71 had_so:34:47 had_taken:70:66 had_the:156:89 had_to:188:80 half_a:64:61 half_an:36:43
    half_of:35:44 hand_and:38:46 hands_of:40:46 happened_to:49:56 hard_to:35:47 has_a:88:65 has_been:401:88
    has_come:33:38 has_made:35:40 has_no:44:44 has_not:89:57 has_the:34:44 have_a:270:94 have_an:41:50
    have_been:842:100 have_been_a:40:48 have_come:51:56 have_done:115:76 have_found:32:41 have_given:44:50
    have_gone:43:51 have_got:51:47 have_had:158:71 have_had_a:34:32 have_heard:66:57 have_i:37:40
    have_it:53:59 have_just:49:36 have_made:82:67 have_never:59:55 have_no:172:85 have_not:177:74
    have_received:36:23 have_said:43:50 have_seen:104:74 have_some:41:47 have_taken:48:51 have_the:136:84
    have_thought:35:47 have_to:187:80 have_written:39:30 have_you:100:68 having_been:65:58 he_and:42:49
    he_answered:42:35 he_asked:70:60 he_began:54:55 he_began_to:34:40 he_called:32:41 he_came:97:73
    he_can:60:55 he_could:276:91 he_could_not:92:72 he_cried:36:34 he_did:208:89 he_did_not:129:78
    he_does:52:50 he_felt:70:53 he_found:64:56 he_gave:52:58 he_got:47:46 he_had:1084:99 he_had_a:36:42
    he_had_been:112:77 he_had_not:49:57 he_has:276:82 he_heard:39:43 he_is:484:92 he_is_a:59:49 he_knew:100:64
    he_left:39:48 he_looked:94:63 he_made:63:61 he_may:54:55 he_might:93:72 he_must:95:74 he_never:54:58
    he_said:448:89 he_sat:50:47 he_saw:106:71 he_says:69:47 he_seemed:47:55 he_should:92:66 he_spoke:52:51
    he_stood:47:46 he_thought:84:68 he_told:64:58 he_took:81:69 he_turned:61:51 he_wanted:40:39 he_was:1120:99
    he_was_a:83:76 he_was_in:36:43 he_was_not:58:60 he_went:121:70 he_were:40:50 he_will:153:77
    he_would:355:97 he_would_be:33:46 he_would_have:63:59 he_would_not:39:42 head_and:42:49 head_of:65:62
    hear_of:36:34 hear_that:35:28 hear_the:51:57 heard_a:35:44 heard_of:65:65 heard_the:67:64 heart_of:37:45
    her_a:44:48 her_and:56:51 her_as:34:39 her_eyes:112:58 her_face:89:55 her_father:43:33 her_hand:72:53
    her_hands:40:39 her_head:79:55 her_heart:44:42 her_husband:66:53 her_in:73:65 her_mind:42:37
    her_mother:48:35 her_own:121:68 her_that:42:42 her_to:150:70 her_with:52:48 here_and:78:67
    here_and_there:47:49 here_i:38:41 here_in:34:42 here_is:45:48 here_to:37:41 him_a:101:82 him_and:104:76
    him_as:81:74 him_at:47:51 him_by:42:52 him_for:66:66 him_from:47:54 him_in:142:88 him_in_the:34:46
    him_on:52:58 him_that:95:73 him_the:63:64 him_to:308:96 him_up:32:42 him_with:86:73 himself_in:36:48
    himself_to:55:61 his_arm:33:38 his_arms:41:41 his_back:32:38 his_eyes:156:72 his_face:116:70
    his_father:62:50 his_feet:49:54 his_friends:32:40 his_hand:121:74 his_hands:74:66 his_head:148:79
    his_heart:58:54 his_house:36:41 his_life:70:66 his_mind:89:64 his_mother:54:39 his_name:46:52
    his_own:306:97 his_son:34:30 his_voice:54:49 his_way:59:62 his_wife:98:67 history_of:48:42 hold_of:37:41
    home_and:37:35 home_to:60:44 hope_of:43:45 hope_that:49:49 hope_to:47:34 hope_you:42:29 house_and:45:48
    house_in:35:47 house_of:70:52 how_he:49:54 how_i:55:51 how_it:40:53 how_long:33:42 how_many:37:41
    how_much:76:69 how_the:47:56 how_to:76:64 how_you:32:36 hundred_and:38:37 i'm_not:33:31 i_always:35:36
    i_am:1381:98 i_am_a:43:42 i_am_afraid:39:35 i_am_glad:38:31 i_am_going:44:40 i_am_in:35:33 i_am_not:108:66
    i_am_sure:69:45 i_am_very:54:33 i_asked:68:48 i_began:45:41 i_believe:178:73 i_came:89:64 i_can't:95:53
    i_can:330:90 i_cannot:185:71 i_could:432:90 i_could_not:114:62 i_couldn't:34:32 i_dare:44:29 i_did:259:79
    i_did_not:149:65 i_didn't:50:39 i_do:361:94 i_do_not:215:77 i_don't:316:74 i_don't_know:100:59
    i_ever:66:51 i_expect:37:33 i_fear:70:46 i_feel:114:58 i_felt:94:63 i_find:76:45 i_found:132:64
    i_gave:40:43 i_get:40:33 i_go:41:40 i_got:87:50 i_guess:33:23 i_had:859:92 i_had_a:54:47 i_had_been:67:50
    i_had_no:33:40 i_had_not:53:47 i_had_to:45:39 i_have:1524:99 i_have_a:51:50 i_have_been:185:67
    i_have_had:55:35 i_have_just:37:27 i_have_never:38:42 i_have_no:64:56 i_have_not:94:52 i_have_seen:44:44
    i_hear:47:38 i_heard:98:67 i_hope:209:67 i_hope_you:37:28 i_knew:130:74 i_know:306:92 i_know_not:37:27
    i_know_that:34:34 i_left:54:45 i_like:58:43 i_looked:49:40 i_love:45:35 i_made:55:53 i_may:114:69
    i_mean:92:59 i_met:33:36 i_might:90:66 i_must:227:80 i_never:165:77 i_now:44:36 i_only:48:49 i_ought:37:41
    i_read:43:37 i_really:35:31 i_received:55:28 i_remember:67:56 i_said:153:70 i_sat:41:40 i_saw:218:82
    i_say:86:64 i_see:113:69 i_sent:32:29 i_shall:453:88 i_shall_be:78:47 i_shall_have:33:33 i_shall_not:42:43
    i_should:410:89 i_should_be:54:50 i_should_have:74:56 i_should_like:37:34 i_should_not:33:34
    i_suppose:177:78 i_take:38:38 i_tell:49:51 i_tell_you:39:42 i_think:445:89 i_think_i:55:50
    i_think_it:46:42 i_thought:193:83 i_to:46:39 i_told:87:65 i_took:76:56 i_trust:33:29 i_want:101:64
    i_want_to:52:50 i_wanted:40:47 i_was:981:92 i_was_in:38:43 i_was_not:48:48 i_went:169:68 i_went_to:60:39
    i_were:58:52 i_will:367:88 i_will_not:45:43 i_wish:139:69 i_wish_i:32:33 i_wonder:55:54 i_would:281:87
    i_would_have:43:44 i_would_not:45:41 i_write:40:24 i_wrote:59:32 idea_of:95:64 if_a:46:56 if_any:33:46
    if_he:286:97 if_he_had:52:53 if_i:396:95 if_i_could:34:36 if_i_had:59:48 if_i_were:32:36 if_it:201:91
    if_it_were:47:52 if_not:54:53 if_she:135:67 if_the:189:90 if_there:66:66 if_they:162:87 if_this:33:41
    if_we:121:81 if_you:374:89 impossible_to:42:47 in_a:1288:100 in_a_few:50:51 in_a_very:33:39 in_all:182:94
    in_all_the:34:47 in_an:141:93 in_and:60:57 in_another:35:50 in_any:102:70 in_every:91:72 in_fact:85:62
    in_front:80:60 in_front_of:57:50 in_general:36:34 in_good:34:41 in_great:42:46 in_her:322:87 in_him:41:49
    in_his:666:99 in_his_own:32:45 in_it:171:88 in_its:134:79 in_love:41:38 in_me:36:40 in_my:428:92
    in_new:38:30 in_no:33:48 in_one:111:85 in_one_of:33:44 in_order:107:69 in_order_to:80:57 in_other:37:40
    in_our:146:75 in_short:39:32 in_some:121:82 in_spite:78:64 in_spite_of:77:63 in_such:106:78
    in_such_a:47:58 in_that:228:93 in_the:4590:100 in_the_afternoon:38:35 in_the_air:33:39
    in_the_country:36:39 in_the_course:31:34 in_the_dark:35:39 in_the_evening:58:45 in_the_first:43:48
    in_the_house:64:58 in_the_middle:40:49 in_the_midst:50:52 in_the_morning:96:64 in_the_same:67:73
    in_the_way:34:45 in_the_world:119:83 in_their:229:92 in_them:41:50 in_these:59:61 in_this:396:98
    in_those:46:54 in_time:60:60 in_to:36:41 in_town:37:29 in_two:35:46 in_vain:44:47 in_what:42:52
    in_which:301:95 in_which_he:44:51 in_which_the:43:48 in_with:32:45 in_your:158:67 instead_of:137:87
    intended_to:32:40 interest_in:42:50 into_a:216:96 into_her:48:45 into_his:83:70 into_my:52:49
    into_the:721:100 is_a:747:99 is_a_very:40:38 is_all:74:66 is_always:51:54 is_an:105:69 is_as:65:52
    is_at:55:52 is_but:35:35 is_going:44:43 is_he:33:38 is_impossible:32:35 is_in:147:75 is_it:128:79
    is_just:39:40 is_like:38:40 is_more:52:50 is_much:37:41 is_my:53:52 is_no:193:84 is_not:468:94
    is_not_a:37:44 is_not_the:33:38 is_nothing:48:53 is_now:80:48 is_of:48:46 is_one:77:62 is_one_of:40:42
    is_only:66:53 is_quite:52:44 is_really:31:34 is_said:47:33 is_so:134:72 is_something:35:38 is_still:45:45
    is_that:138:78 is_the:583:98 is_there:47:56 is_this:50:56 is_to:256:86 is_to_be:76:56 is_too:46:47
    is_true:48:51 is_very:146:66 it's_a:40:39 it_a:70:72 it_all:100:70 it_and:72:60 it_as:77:70 it_at:47:59
    it_be:77:62 it_by:45:51 it_came:43:52 it_could:52:60 it_did:49:57 it_does:52:52 it_for:69:67 it_from:50:63
    it_had:187:95 it_had_been:59:66 it_has:171:75 it_has_been:47:46 it_in:156:88 it_in_the:33:45 it_into:37:50
    it_is:1766:100 it_is_a:166:82 it_is_not:141:77 it_is_the:93:68 it_is_to:40:45 it_is_very:36:38
    it_may:116:72 it_may_be:61:53 it_might:75:75 it_might_be:34:49 it_must:106:78 it_must_be:57:58
    it_not:64:62 it_on:59:62 it_out:54:56 it_seemed:127:80 it_seemed_to:52:53 it_seems:108:71
    it_seems_to:35:38 it_should:56:54 it_so:40:51 it_that:41:51 it_the:46:53 it_to:214:96 it_up:57:58
    it_was:1765:100 it_was_a:208:90 it_was_in:33:46 it_was_not:104:83 it_was_only:32:39 it_was_the:108:83
    it_were:118:79 it_will:216:84 it_will_be:96:64 it_with:86:74 it_would:329:99 it_would_be:140:84
    it_would_have:46:54 its_own:53:53 just_as:146:79 just_now:48:45 just_the:34:45 keep_the:32:47
    kind_of:123:73 knew_that:82:63 know_how:67:56 know_it:47:55 know_not:45:31 know_of:33:42 know_that:131:81
    know_the:61:59 know_what:115:83 know_you:33:37 knowledge_of:59:49 known_to:38:45 last_night:137:57
    leave_the:41:57 left_the:79:74 less_than:57:60 let_him:54:56 let_me:127:80 let_the:45:54 let_us:101:69
    letter_from:77:35 letter_of:66:29 letter_to:56:41 life_and:50:52 life_of:54:52 light_of:48:58
    like_a:374:96 like_an:40:50 like_it:42:46 like_that:72:66 like_the:186:90 like_this:41:49 like_to:125:74
    likely_to:60:54 line_of:47:51 live_in:45:50 long_ago:37:49 long_and:37:45 long_as:73:70 long_time:61:60
    look_at:109:73 look_of:35:40 looked_at:128:69 looked_up:44:49 looking_at:68:63 loss_of:41:44 lot_of:50:36
    love_and:34:35 love_of:36:40 love_to:35:31 made_a:135:87 made_her:37:42 made_him:46:54 made_it:37:47
    made_me:75:54 made_no:37:52 made_of:36:44 made_the:69:68 made_to:43:50 made_up:41:48 make_a:129:82
    make_it:54:56 make_me:47:46 make_the:74:70 makes_me:33:31 making_a:37:50 man_and:43:48 man_in:64:62
    man_is:34:43 man_of:92:73 man_to:40:50 man_was:45:54 man_who:114:74 manner_of:39:45 many_a:35:40
    many_of:82:67 many_years:39:44 mass_of:32:41 matter_of:67:65 may_be:323:88 may_have:82:70 may_not:56:57
    me_a:148:76 me_and:87:62 me_as:79:65 me_at:53:54 me_by:40:44 me_for:60:55 me_from:49:45 me_in:128:72
    me_in_the:35:40 me_of:54:50 me_on:35:37 me_so:34:39 me_that:170:75 me_the:94:66 me_to:407:92 me_with:89:57
    mean_to:47:42 means_of:64:59 meant_to:40:46 members_of:36:36 men_and:64:57 men_are:38:40 men_in:37:41
    men_of:60:54 men_were:33:41 men_who:51:51 middle_of:46:51 midst_of:54:53 might_be:180:94 might_have:147:89
    might_have_been:41:50 might_not:31:44 mind_to:41:48 more_and:50:54 more_and_more:41:45 more_of:65:63
    more_or:32:32 more_or_less:32:32 more_than:347:97 more_than_a:43:53 more_to:47:57 most_of:105:72
    most_of_the:41:44 much_as:99:77 much_better:43:37 much_for:32:40 much_more:82:63 much_of:89:74
    much_to:67:61 must_be:301:98 must_go:35:43 must_have:200:93 must_have_been:63:61 must_not:63:57
    my_brother:47:31 my_dear:268:60 my_eyes:57:49 my_father:89:40 my_first:38:42 my_friend:51:44
    my_friends:36:34 my_hand:49:48 my_head:60:52 my_heart:125:60 my_last:42:31 my_life:81:63 my_mind:99:66
    my_mother:43:33 my_old:35:35 my_own:213:78 my_soul:34:30 my_way:35:44 my_wife:63:28 myself_to:39:39
    name_of:81:71 nature_of:38:42 near_the:80:71 necessary_to:56:51 need_not:39:44 never_be:35:43
    never_been:43:54 never_have:37:50 never_saw:37:41 never_seen:36:47 never_to:35:42 news_of:33:34
    next_day:56:60 next_morning:43:48 night_and:37:39 no_doubt:108:70 no_longer:104:76 no_man:39:42
    no_means:41:42 no_more:180:90 no_one:163:86 no_other:61:62 none_of:67:68 not_a:215:95 not_at:67:63
    not_at_all:45:53 not_be:272:96 not_been:101:80 not_come:50:55 not_do:35:42 not_even:64:65 not_for:46:55
    not_go:47:50 not_have:131:83 not_in:86:69 not_know:153:77 not_like:51:49 not_much:42:46 not_of:42:49
    not_one:41:52 not_only:124:71 not_quite:43:47 not_say:32:40 not_see:58:61 not_seem:35:46 not_so:113:78
    not_that:61:62 not_the:175:89 not_think:64:54 not_to:294:97 not_to_be:66:64 not_understand:35:47
    not_very:44:50 not_yet:89:71 nothing_but:84:67 nothing_more:32:44 nothing_of:57:62 nothing_to:85:78
    now_and:67:61 now_and_then:49:47 now_i:60:54 now_in:41:46 now_that:71:66 now_the:51:58 now_to:42:50
    number_of:109:72 object_of:33:38 obliged_to:87:51 of_a:1360:100 of_a_man:38:47 of_all:340:95
    of_all_the:69:61 of_an:229:94 of_another:35:48 of_any:130:78 of_being:102:77 of_course:340:85
    of_death:33:41 of_each:36:43 of_every:59:60 of_good:50:51 of_great:55:59 of_having:35:46 of_her:487:92
    of_him:153:88 of_his:1039:100 of_his_own:66:70 of_human:44:41 of_it:513:98 of_its:151:85 of_life:139:81
    of_light:42:49 of_love:42:38 of_man:43:44 of_many:47:52 of_me:100:69 of_men:92:70 of_mind:50:54
    of_mine:55:48 of_money:40:42 of_my:620:92 of_my_own:38:39 of_nature:48:38 of_new:33:35 of_no:44:50
    of_old:49:50 of_one:119:83 of_one_of:38:51 of_other:33:42 of_our:361:87 of_people:44:48 of_some:123:84
    of_such:94:75 of_that:340:99 of_the:7471:100 of_the_country:47:45 of_the_day:45:56 of_the_earth:33:38
    of_the_first:36:40 of_the_great:51:55 of_the_house:67:61 of_the_most:63:54 of_the_old:44:50
    of_the_people:53:39 of_the_room:40:47 of_the_same:42:50 of_the_two:34:41 of_the_world:88:67
    of_their:338:96 of_them:391:99 of_these:186:88 of_things:64:63 of_this:426:98 of_those:165:89
    of_time:60:62 of_two:51:59 of_us:136:82 of_war:41:33 of_water:41:47 of_what:135:85 of_which:244:91
    of_which_i:39:38 of_whom:44:51 of_you:131:69 of_your:270:77 off_the:85:74 off_to:49:49 old_man:71:58
    on_a:296:97 on_account:36:39 on_account_of:35:38 on_all:33:48 on_board:66:37 on_earth:32:40 on_her:129:70
    on_him:50:53 on_his:247:95 on_it:53:55 on_its:39:47 on_me:45:45 on_my:152:73 on_one:56:59 on_our:65:52
    on_that:67:67 on_the:1941:100 on_the_floor:37:43 on_the_ground:46:49 on_the_other:89:77
    on_the_subject:40:33 on_their:72:71 on_them:34:43 on_this:95:73 on_to:108:73 on_to_the:45:41
    on_which:74:62 on_with:35:44 on_your:43:44 once_more:92:65 one_another:45:41 one_day:74:60 one_in:50:62
    one_is:39:43 one_of:661:100 one_of_his:39:53 one_of_the:307:97 one_of_them:59:61 one_of_those:44:54
    one_or:51:56 one_or_two:37:45 one_side:50:55 one_that:37:47 one_thing:48:56 one_to:65:65 one_was:36:45
    one_who:72:65 only_a:116:83 only_by:32:43 only_in:36:48 only_one:59:62 only_the:67:64 only_to:74:69
    opened_the:37:47 opinion_of:32:35 opportunity_of:37:37 or_a:101:78 or_any:34:43 or_even:33:41
    or_four:40:42 or_in:42:44 or_less:37:36 or_not:63:62 or_of:36:44 or_other:42:47 or_rather:45:40
    or_so:40:45 or_that:33:40 or_the:141:85 or_three:79:57 or_to:67:62 or_two:140:77 order_to:86:61
    other_day:38:33 other_hand:33:38 other_side:49:52 other_things:41:48 ought_to:173:80 ought_to_be:59:55
    ought_to_have:35:44 our_own:78:55 out_a:62:66 out_and:63:60 out_for:49:57 out_from:32:42 out_his:39:45
    out_in:76:72 out_into:47:52 out_into_the:37:44 out_of:704:100 out_of_his:42:53 out_of_the:243:97
    out_on:49:53 out_the:96:81 out_to:126:82 out_with:48:50 over_a:44:52 over_and:47:51 over_her:46:44
    over_his:52:56 over_it:34:43 over_the:348:98 over_to:73:60 pair_of:45:50 part_of:292:93 part_of_the:134:80
    parts_of:44:38 people_in:34:41 people_of:51:48 people_who:43:51 piece_of:69:65 place_in:52:60
    place_of:44:52 point_of:77:67 portion_of:37:39 possession_of:48:45 power_of:69:57 power_to:49:49
    presence_of:45:55 put_in:43:45 put_it:50:59 put_on:54:59 put_the:38:51 question_of:33:35 quite_a:51:47
    rather_than:55:56 reached_the:63:58 read_it:47:43 read_the:46:47 ready_for:33:43 ready_to:84:71
    received_a:34:39 refused_to:39:44 regard_to:48:39 remember_that:37:47 rest_of:87:78 rest_of_the:46:58
    return_to:61:61 returned_to:69:64 right_to:63:58 round_the:70:56 said_he:129:62 said_i:65:38
    said_she:49:38 said_that:92:70 said_the:246:64 said_to:130:83 same_time:77:65 sat_down:80:64 saw_a:62:60
    saw_him:46:56 saw_that:60:52 saw_the:111:79 say_it:33:40 say_that:127:77 say_to:38:46 see_a:41:51
    see_her:52:53 see_him:72:64 see_how:53:56 see_if:36:43 see_it:60:57 see_me:48:45 see_that:82:77
    see_the:172:87 see_them:33:46 see_what:53:58 see_you:70:51 seem_to:126:81 seemed_to:284:93
    seemed_to_be:51:54 seems_to:145:71 seems_to_be:32:39 seems_to_me:40:33 seen_the:41:51 sense_of:109:68
    sent_for:32:32 sent_to:54:49 set_out:41:38 shall_be:193:78 shall_have:79:60 shall_i:51:49 shall_not:75:57
    she_asked:42:43 she_came:43:45 she_could:153:63 she_could_not:55:44 she_did:93:58 she_did_not:61:46
    she_felt:44:35 she_had:533:86 she_had_been:51:45 she_has:101:56 she_is:187:70 she_knew:57:41
    she_looked:49:46 she_might:48:46 she_must:48:48 she_said:228:71 she_saw:42:39 she_should:34:38
    she_thought:39:36 she_took:34:40 she_turned:35:31 she_was:523:88 she_went:66:51 she_will:52:46
    she_would:163:73 should_be:278:94 should_have:171:87 should_like:40:36 should_not:94:65 side_of:157:91
    side_of_the:100:77 sight_of:86:74 since_i:66:48 since_the:71:67 sit_down:35:44 so_as:55:52 so_as_to:39:42
    so_far:136:86 so_far_as:56:49 so_he:63:56 so_i:175:73 so_it:49:53 so_long:98:76 so_many:103:73
    so_much:308:98 so_that:247:87 so_that_i:34:31 so_that_the:32:41 so_the:50:54 so_they:32:39 so_to:42:41
    so_very:36:35 so_we:51:44 so_well:53:49 some_day:32:43 some_of:225:92 some_of_the:96:72 some_of_them:40:51
    some_one:60:50 some_other:44:50 some_time:109:71 something_of:51:56 something_to:51:58 son_of:40:34
    soon_after:33:34 soon_as:130:75 sort_of:203:79 sorts_of:39:39 sound_of:58:58 speak_of:44:49 speak_to:44:50
    spirit_of:49:45 spite_of:80:64 state_of:117:72 still_in:34:50 still_more:35:39 stood_in:33:42
    story_of:40:47 subject_of:44:41 such_a:424:99 such_an:74:62 such_as:108:75 suppose_that:38:40
    supposed_to:37:43 sure_that:51:48 take_a:60:64 take_it:58:58 take_the:89:75 talk_of:41:44 talk_to:33:36
    tell_him:37:45 tell_me:129:76 tell_you:186:76 than_a:104:80 than_any:51:57 than_ever:50:55 than_he:53:56
    than_i:117:69 than_in:33:43 than_it:32:39 than_that:57:63 than_the:182:89 than_to:52:57 thank_you:76:45
    that_a:153:90 that_all:83:74 that_any:32:43 that_are:49:43 that_at:40:46 that_day:51:55 that_for:34:47
    that_had:139:80 that_had_been:33:39 that_has:43:45 that_he:857:100 that_he_could:44:47 that_he_had:131:83
    that_he_is:44:42 that_he_should:35:45 that_he_was:143:82 that_he_would:60:60 that_her:63:56
    that_his:117:80 that_i:1002:97 that_i_am:92:56 that_i_could:39:43 that_i_had:85:53 that_i_have:102:51
    that_i_should:52:45 that_i_was:80:57 that_if:102:77 that_in:117:83 that_is:383:96 that_is_the:34:39
    that_it:469:99 that_it_is:92:67 that_it_was:146:91 that_it_would:35:42 that_moment:37:41 that_my:109:64
    that_night:50:51 that_no:66:67 that_of:204:83 that_of_the:54:50 that_one:64:66 that_our:48:47
    that_she:329:86 that_she_had:64:50 that_she_was:61:52 that_some:40:50 that_such:35:47 that_the:1068:99
    that_their:37:46 that_there:173:90 that_there_is:42:48 that_there_was:57:58 that_these:33:40
    that_they:319:95 that_they_are:33:37 that_they_had:32:41 that_they_were:48:55 that_this:119:83
    that_time:77:67 that_to:44:53 that_was:254:93 that_way:37:40 that_we:252:87 that_were:55:54
    that_when:46:53 that_which:67:47 that_will:47:50 that_would:77:75 that_you:350:82 that_you_are:46:41
    that_you_have:36:38 that_you_will:32:28 that_your:49:41 the_afternoon:70:51 the_air:124:81 the_army:47:29
    the_back:65:66 the_bank:33:32 the_bed:41:37 the_beginning:55:53 the_best:200:88 the_best_of:33:40
    the_better:48:54 the_big:50:37 the_black:72:54 the_blood:32:40 the_boat:70:33 the_body:54:53
    the_book:77:41 the_bottom:56:53 the_bottom_of:35:40 the_boy:67:39 the_boys:38:32 the_business:46:47
    the_car:40:21 the_carriage:34:30 the_case:91:68 the_castle:39:21 the_cause:58:51 the_cause_of:36:39
    the_chief:45:44 the_child:48:40 the_children:88:45 the_church:72:44 the_city:117:56 the_cold:39:46
    the_common:51:48 the_company:45:45 the_contrary:44:47 the_conversation:32:43 the_corner:40:46
    the_country:177:76 the_course:54:47 the_course_of:43:43 the_court:52:37 the_crowd:38:37 the_dark:77:65
    the_darkness:51:46 the_day:222:87 the_days:33:39 the_dead:53:54 the_death:43:47 the_death_of:33:38
    the_devil:46:38 the_direction:36:47 the_doctor:122:41 the_door:295:83 the_door_of:40:49 the_earth:106:68
    the_edge:46:49 the_edge_of:38:42 the_effect:52:56 the_end:197:92 the_end_of:125:83 the_enemy:77:24
    the_evening:118:74 the_eyes:49:58 the_face:72:69 the_face_of:40:47 the_fact:107:74 the_fact_that:62:53
    the_family:68:55 the_field:52:41 the_fire:78:58 the_first:522:100 the_first_time:82:66 the_floor:92:66
    the_following:44:45 the_foot:37:42 the_forest:36:26 the_former:59:47 the_front:61:53 the_future:50:47
    the_garden:69:47 the_gate:38:32 the_general:87:54 the_girl:100:41 the_gods:45:21 the_good:90:69
    the_government:87:33 the_great:271:90 the_greatest:91:63 the_green:42:31 the_ground:148:81 the_hall:67:48
    the_hand:43:52 the_hands:44:49 the_hands_of:37:43 the_head:94:74 the_head_of:53:56 the_heart:67:64
    the_high:56:55 the_highest:51:48 the_hill:57:38 the_hills:38:32 the_history:32:35 the_hope:35:41
    the_horse:33:29 the_horses:32:29 the_hotel:42:29 the_hour:33:41 the_house:349:88 the_house_of:50:40
    the_human:45:39 the_idea:86:65 the_idea_of:43:44 the_island:44:30 the_kind:39:47 the_kitchen:37:36
    the_lady:60:40 the_lake:47:24 the_land:73:53 the_last:312:97 the_late:36:31 the_latter:105:62
    the_law:71:49 the_least:87:71 the_left:40:45 the_letter:65:48 the_life:51:57 the_light:101:74
    the_line:44:42 the_little:201:91 the_long:79:72 the_lower:33:42 the_main:39:43 the_man:252:89
    the_man_who:40:47 the_manner:32:44 the_master:38:35 the_matter:124:78 the_men:148:77 the_middle:83:69
    the_middle_of:45:51 the_midst:55:54 the_midst_of:53:53 the_mind:50:39 the_moment:98:70 the_money:66:46
    the_moon:60:45 the_more:117:73 the_morning:174:80 the_most:412:98 the_mother:32:34 the_mountains:42:32
    the_name:103:80 the_name_of:74:68 the_nation:43:28 the_nature:35:39 the_new:153:76 the_news:39:43
    the_next:199:92 the_next_day:35:40 the_night:174:81 the_number:36:40 the_object:35:37 the_office:67:37
    the_old:319:93 the_old_man:33:34 the_one:132:80 the_only:179:91 the_open:54:57 the_opposite:32:40
    the_other:512:99 the_other_day:35:29 the_other_side:48:52 the_others:74:57 the_papers:38:35 the_part:42:50
    the_part_of:33:41 the_party:42:40 the_past:55:49 the_people:218:77 the_people_of:32:34 the_place:153:86
    the_pleasure:40:38 the_point:64:63 the_poor:98:68 the_post:35:30 the_power:74:57 the_power_of:39:41
    the_presence:34:47 the_presence_of:32:45 the_present:124:70 the_public:69:51 the_purpose:33:35
    the_question:74:58 the_real:53:55 the_reason:38:47 the_red:54:47 the_rest:170:92 the_rest_of:86:77
    the_result:50:53 the_right:110:80 the_river:117:52 the_road:119:66 the_room:192:77 the_same:610:100
    the_same_time:75:63 the_scene:41:50 the_sea:118:59 the_second:90:75 the_secret:32:38 the_sense:34:35
    the_ship:53:29 the_side:63:65 the_side_of:44:53 the_sight:49:55 the_sight_of:40:49 the_situation:36:43
    the_sky:80:52 the_slightest:37:40 the_small:39:47 the_snow:32:29 the_sort:32:36 the_soul:48:37
    the_sound:58:55 the_sound_of:42:45 the_spirit:55:49 the_spot:35:42 the_stage:36:28 the_stairs:34:37
    the_state:78:54 the_story:68:57 the_stream:35:33 the_street:75:58 the_streets:57:49 the_subject:104:63
    the_subject_of:36:36 the_summer:36:40 the_sun:152:77 the_table:114:69 the_thing:76:57 the_things:44:47
    the_third:49:60 the_thought:60:56 the_three:65:64 the_time:268:97 the_time_of:37:42 the_top:86:68
    the_top_of:56:58 the_town:106:56 the_train:42:30 the_trees:64:49 the_trouble:37:47 the_true:42:41
    the_truth:94:72 the_two:194:90 the_upper:35:44 the_use:36:44 the_use_of:32:42 the_usual:35:41
    the_valley:40:32 the_very:186:90 the_village:50:37 the_voice:34:40 the_wall:69:58 the_walls:41:45
    the_war:80:37 the_water:138:68 the_way:245:94 the_way_of:39:47 the_weather:52:41 the_white:79:59
    the_whole:353:96 the_whole_of:34:37 the_wind:88:60 the_window:96:58 the_winter:35:38 the_woman:61:49
    the_women:47:45 the_wood:37:35 the_woods:42:38 the_word:61:56 the_words:66:66 the_work:73:59
    the_world:403:98 the_worst:48:54 the_year:48:44 the_young:131:74 their_own:125:75 their_way:34:45
    them_a:36:49 them_all:51:58 them_and:40:49 them_as:46:54 them_for:33:43 them_from:34:46 them_in:89:77
    them_that:36:45 them_the:34:46 them_to:157:89 them_with:54:60 then_a:37:49 then_he:140:71 then_i:97:68
    then_it:34:49 then_she:59:45 then_the:109:78 then_they:34:40 then_to:39:39 then_we:45:50 there_are:240:88
    there_came:34:35 there_had:38:43 there_in:37:49 there_is:604:98 there_is_a:123:73 there_is_no:134:76
    there_is_nothing:32:39 there_to:33:44 there_was:667:100 there_was_a:193:88 there_was_no:124:83
    there_was_nothing:34:46 there_were:224:91 there_will:38:45 there_will_be:32:38 there_would:38:49
    these_are:43:41 these_things:45:49 these_two:37:43 they_all:49:54 they_are:420:91 they_came:39:46
    they_can:48:50 they_could:88:71 they_did:65:67 they_did_not:33:46 they_do:59:57 they_had:291:95
    they_had_been:36:46 they_have:183:73 they_may:39:43 they_might:42:53 they_must:42:52 they_say:55:47
    they_should:46:46 they_went:45:51 they_were:487:99 they_will:107:68 they_would:128:81 thing_that:35:45
    thing_to:41:53 things_that:42:46 think_he:33:41 think_i:92:66 think_it:101:68 think_of:170:87
    think_that:102:71 think_the:41:40 think_you:54:48 thinking_of:44:47 this_country:38:37 this_day:47:40
    this_i:37:37 this_is:263:92 this_is_a:40:41 this_is_the:48:47 this_letter:34:25 this_man:33:42
    this_moment:41:44 this_morning:165:62 this_one:32:40 this_place:41:37 this_time:141:88 this_was:153:84
    this_was_the:32:41 this_way:45:53 this_world:38:38 those_of:73:60 those_who:131:74 though_he:77:63
    though_i:101:58 though_it:61:57 though_she:33:33 though_the:64:61 though_they:32:40 thought_he:33:43
    thought_i:42:45 thought_it:60:64 thought_of:136:87 thought_that:61:58 three_days:50:44 three_or:40:43
    three_or_four:39:42 through_a:60:64 through_the:376:98 till_i:44:39 till_the:66:53 time_and:41:46
    time_for:44:53 time_he:37:46 time_i:65:59 time_in:47:59 time_of:67:62 time_that:38:45 time_the:44:55
    time_to:159:87 to_a:495:100 to_all:100:72 to_an:77:77 to_and:33:42 to_another:35:45 to_answer:37:43
    to_any:74:65 to_ask:78:70 to_avoid:32:43 to_be:1894:100 to_be_a:116:83 to_be_in:44:52 to_be_seen:33:44
    to_be_the:63:63 to_become:32:45 to_bed:87:51 to_begin:40:44 to_believe:54:56 to_break:33:43 to_bring:72:68
    to_buy:37:41 to_call:65:65 to_carry:50:55 to_come:193:90 to_death:33:44 to_dinner:40:29 to_do:426:99
    to_do_so:37:44 to_do_with:39:52 to_each:35:42 to_eat:56:46 to_explain:32:40 to_feel:62:57 to_find:181:91
    to_follow:45:53 to_get:299:91 to_give:211:94 to_go:357:95 to_go_to:77:62 to_have:555:100 to_have_a:56:62
    to_have_been:60:56 to_hear:179:82 to_help:60:56 to_her:410:87 to_herself:34:32 to_him:408:98
    to_himself:57:60 to_his:422:99 to_hold:47:56 to_it:150:89 to_its:59:59 to_keep:156:87 to_know:167:91
    to_learn:41:49 to_leave:99:77 to_let:74:67 to_live:83:69 to_look:142:86 to_look_at:38:46 to_make:391:99
    to_make_a:57:63 to_make_the:39:49 to_me:688:96 to_me_that:44:46 to_me_to:36:37 to_meet:98:76 to_move:37:48
    to_my:353:84 to_myself:47:46 to_one:73:75 to_our:107:69 to_pass:50:58 to_pay:66:55 to_play:46:47
    to_prevent:32:45 to_put:97:81 to_read:72:59 to_receive:53:51 to_remain:40:41 to_return:55:61 to_run:41:49
    to_save:42:50 to_say:311:95 to_say_that:48:50 to_see:595:99 to_see_him:39:45 to_see_me:32:34
    to_see_the:81:65 to_see_you:37:37 to_send:75:53 to_set:33:44 to_show:75:71 to_sit:45:55 to_sleep:53:50
    to_some:62:67 to_speak:110:81 to_spend:34:42 to_stand:38:46 to_stay:61:56 to_stop:37:46 to_such:43:53
    to_take:271:97 to_talk:74:65 to_tell:159:83 to_tell_you:45:41 to_that:124:86 to_the:3155:100
    to_the_door:34:37 to_the_house:32:44 to_the_other:32:43 to_their:142:86 to_them:138:83 to_think:163:87
    to_think_of:45:50 to_this:150:84 to_those:51:55 to_town:33:25 to_try:46:51 to_turn:44:55
    to_understand:45:53 to_us:135:70 to_use:36:47 to_visit:34:42 to_wait:46:56 to_walk:45:55 to_what:54:56
    to_which:120:76 to_whom:66:61 to_work:79:67 to_write:139:50 to_you:379:79 to_your:114:64 told_her:44:45
    told_him:81:64 told_me:134:68 told_you:49:46 too_late:47:53 too_much:114:80 took_a:59:63 took_it:32:43
    took_the:70:67 top_of:68:63 top_of_the:34:43 toward_the:77:46 towards_the:88:63 tried_to:107:67
    try_to:71:58 trying_to:99:67 turned_to:70:61 two_days:42:41 two_men:34:41 two_of:45:53 two_or:79:56
    two_or_three:76:55 two_years:36:42 unable_to:53:56 under_a:44:53 under_his:38:48 under_the:223:97
    until_he:34:42 until_i:32:39 until_the:66:58 up_a:90:75 up_and:187:82 up_and_down:51:54 up_at:64:63
    up_by:34:48 up_for:32:39 up_from:36:45 up_his:55:62 up_in:114:84 up_in_the:38:49 up_my:37:37 up_on:35:39
    up_the:261:96 up_to:242:93 up_to_the:77:71 up_with:74:68 upon_a:79:65 upon_her:70:47 upon_him:58:57
    upon_his:80:62 upon_it:57:54 upon_me:56:46 upon_my:51:43 upon_the:442:91 upon_them:32:38 upon_this:33:30
    us_a:44:47 us_all:40:47 us_in:41:47 us_to:100:71 use_of:66:62 used_to:159:85 very_good:74:53
    very_great:32:32 very_little:51:51 very_much:141:70 very_well:112:66 view_of:51:46 waiting_for:55:56
    want_of:59:43 want_to:156:72 wanted_to:94:60 was_a:881:99 was_about:50:60 was_all:80:66 was_almost:35:46
    was_always:46:53 was_an:111:86 was_as:79:70 was_at:96:79 was_going:85:67 was_going_to:49:52 was_gone:48:43
    was_he:33:42 was_his:46:51 was_in:260:97 was_in_the:60:67 was_it:60:59 was_just:54:56 was_like:48:48
    was_made:38:52 was_more:48:60 was_much:39:46 was_my:40:44 was_never:36:47 was_no:188:92 was_not:489:99
    was_nothing:43:53 was_now:77:61 was_of:54:62 was_on:67:67 was_one:70:70 was_one_of:41:53 was_only:75:68
    was_quite:60:50 was_so:174:88 was_something:41:46 was_still:77:68 was_that:103:81 was_the:494:99
    was_there:61:57 was_to:238:96 was_to_be:63:62 was_too:87:75 was_very:167:80 was_with:40:47 way_of:123:80
    way_to:117:89 we_all:46:39 we_are:371:85 we_came:58:44 we_can:103:64 we_could:91:59 we_did:44:40
    we_do:59:56 we_found:40:35 we_got:46:35 we_had:277:76 we_had_a:38:26 we_have:376:88 we_have_been:33:34
    we_know:51:50 we_may:78:53 we_might:37:42 we_must:87:65 we_saw:40:36 we_see:34:31 we_shall:143:70
    we_should:82:64 we_went:80:43 we_were:294:85 we_will:71:58 we_would:40:40 well_as:171:84 went_down:33:39
    went_into:40:44 went_on:122:72 went_out:67:62 went_to:228:83 went_to_the:55:48 went_up:38:46 were_a:75:74
    were_all:70:61 were_at:38:47 were_going:33:39 were_in:91:80 were_no:32:46 were_not:135:84 were_so:46:53
    were_the:103:80 were_to:86:73 were_very:42:47 what_a:144:74 what_are:36:44 what_do:56:55 what_do_you:46:50
    what_had:37:49 what_he:125:81 what_i:221:88 what_is:172:86 what_it:78:71 what_she:51:48 what_the:71:70
    what_they:83:71 what_to:40:46 what_was:106:82 what_we:56:55 what_would:36:46 what_you:106:68 when_a:59:69
    when_he:361:97 when_he_had:37:45 when_he_was:50:57 when_i:423:94 when_i_was:45:47 when_it:86:76
    when_she:147:70 when_the:331:99 when_they:159:88 when_we:180:81 when_you:134:73 where_he:96:79
    where_i:108:65 where_it:44:57 where_she:41:42 where_the:167:87 where_there:33:41 where_they:55:62
    where_we:62:49 whether_he:34:40 whether_it:36:41 whether_the:37:45 which_a:34:45 which_are:82:52
    which_had:122:81 which_had_been:35:45 which_has:62:52 which_have:34:34 which_he:305:94 which_he_had:66:61
    which_i:461:79 which_i_am:33:27 which_i_had:44:37 which_i_have:62:40 which_is:275:80 which_it:86:63
    which_she:117:66 which_the:252:93 which_they:128:80 which_was:211:94 which_we:147:70 which_were:62:62
    which_will:52:39 which_would:49:53 which_you:88:45 while_he:56:57 while_i:75:62 while_the:100:74
    while_we:33:39 who_are:92:72 who_had:251:92 who_had_been:42:52 who_has:87:60 who_have:81:66 who_is:128:71
    who_was:193:90 who_were:70:67 who_would:44:50 whole_of:34:38 whom_he:66:60 whom_i:97:59 why_should:38:45
    will_be:514:93 will_be_a:34:36 will_come:48:50 will_do:52:52 will_find:38:39 will_give:32:36 will_go:45:47
    will_have:98:64 will_make:40:40 will_never:36:42 will_not:233:83 will_not_be:44:42 will_see:37:39
    will_take:35:43 will_you:70:58 willing_to:46:48 wish_i:39:37 wish_to:97:68 wish_you:35:34 wished_to:44:49
    with_a:989:100 with_all:125:86 with_all_the:40:48 with_an:146:87 with_great:73:54 with_her:230:86
    with_him:226:92 with_his:296:95 with_it:102:79 with_its:76:64 with_me:203:84 with_my:151:72 with_no:47:50
    with_one:50:58 with_our:41:42 with_some:68:69 with_such:58:64 with_that:69:68 with_the:1225:100
    with_their:95:76 with_them:111:80 with_this:67:70 with_us:93:65 with_what:34:42 with_which:117:78
    with_you:143:68 with_your:59:49 within_a:36:44 within_the:54:53 without_a:86:77 without_any:53:49
    without_the:52:56 word_of:41:45 work_in:36:42 work_of:41:44 would_be:542:100 would_be_a:42:51
    would_come:35:43 would_do:41:53 would_give:35:45 would_go:36:48 would_have:442:97 would_have_been:108:77
    would_like:32:35 would_make:42:49 would_never:47:56 would_not:279:94 would_not_be:49:54
    would_not_have:42:51 would_take:35:46 would_you:38:45 write_to:77:29 written_to:32:26 wrote_to:39:28
    years_ago:71:60 years_of:45:50 years_old:38:37 yet_i:67:51 you_a:90:58 you_all:43:40 you_and:104:61
    you_are:415:89 you_are_not:32:35 you_can't:34:40 you_can:161:77 you_cannot:33:39 you_come:43:52
    you_could:63:59 you_did:35:41 you_do:92:61 you_do_not:37:35 you_don't:69:49 you_for:70:40 you_go:40:47
    you_had:91:62 you_have:351:87 you_in:75:48 you_know:260:80 you_like:41:48 you_may:141:72 you_mean:51:48
    you_might:41:46 you_must:149:78 you_not:49:40 you_of:32:32 you_on:32:30 you_say:66:55 you_see:140:69
    you_shall:51:44 you_should:62:48 you_so:33:36 you_that:87:60 you_the:59:49 you_think:95:62 you_to:207:82
    you_want:50:51 you_were:128:67 you_will:393:87 you_will_be:45:40 you_with:36:37 you_would:150:68
    young_man:92:61 young_men:37:40 your_letter:99:20 your_own:82:57
    """
}

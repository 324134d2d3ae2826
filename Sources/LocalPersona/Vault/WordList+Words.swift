// WordList+Words.swift: the words themselves, made by scripts/make-word-list from public-domain texts.
//
// Recovery keys that people wrote down depend on every word and on their order: never change them.

extension WordList {
  /// The words in the order of the alphabet, between white space.
  static let text = """
    abandon ability able abode about above abroad abruptly absence absolute abstract absurd abundant accept
    accident account accused achieved acquired acres across acted action actor actually adapted added address
    adequate admit advanced advice affairs afford afraid after again agent ages agitated agreed ahead airline
    airport alarm album alert algebra alike alive alliance allowed almost along alphabet already also altered
    although always amazed ambition amiable amid among amount ample amused anchor ancient anger angle angry
    animal annoyed annual another answer antenna anthem antique anxious anybody anything anywhere apart apology
    apparent appeared applied approach apron arcade arches ardent area argument arise army around arranged
    arrested arrived arrow article arts artwork ashamed ashes ashore aside asked asking asleep aspect asserted
    assist assured athlete atlas attempt attitude attract audience author autumn avail avatar avenue average
    aviation avoid awaiting awake aware away awful awhile awkward baby back bacon badge badly baggage balance
    balcony ball banana band bank bargain bark barn barrel bars base basis basket bathed beach beam bear beast
    beat beauty because become bedroom beds beef been beer before begged begin behalf behind being believe bells
    below belt bench bending beneath bent beside best better between beverage beyond bicycle bidding bigger
    bills bind biology birds birth bite bits bitter black blame blank blast blaze blind bliss blocks bloom
    blossom blow blue blush board boat body boiled bold bolt bonds bones bonnet book boots border born borrowed
    both bottom bound bowed bowl boxes boys bracelet brain branches brass brave breath bred breeze brick bridge
    brief bright bring briskly broad broken bronze brook brother brought brow brush bubble bucket buffalo buggy
    building bulk bunch bundle bunk burden burning burst bushes business bustle busy butter buying cabin cable
    cage cake calamity called calm camp candle cannot canoe canvas capable capital caps captured carbon cards
    care cargo carpet carried cars cart carved case cast catch cats cattle caught cause caution cavalry cave
    ceased ceiling century ceremony certain chair chalk chamber change chaos chapter charge chase chat cheap
    cheerful cherry chest chicken chiefly children chimney chin choice choose chorus chosen cigar cinema circle
    city civil clad claim clapped class clay clear clenched clerk clever client cliffs climbed clinging clip
    cloak clock close clouds clumsy clung cluster clutched coach coal coast coat coffee coin cold collar
    colonies column combined come comfort coming common company comrades conceive conduct confess connect
    conquest consider contrary convince cook cool copper copy cordial corner correct cost cottage couch cough
    could country couple course cousin covered cows crack craft crash crawled crazy creature credit creeping
    crept crest crew cries crime crisis critical crooked crop cross crouched crowd crushed crying crystal
    culture cunning cure curious curled current curtain curve cushions custom cutting cycle daily dainty damage
    damp dance danger dare daring dark darted dashed data date daughter dawn daylight days deaf deal debate debt
    decay decent decided deck declared deed deemed deep deer defeat definite degree delay delight demanded
    denied dense deny departed depend deposit deprived depth deputy derived describe desert desire desk desolate
    despite destroy details detected develop devoted diamond diary diet differ dignity dimly dined dining dinner
    direct dirt disaster discover disgust dishes dislike dismal disorder disposed distance ditch divided doctors
    document does dogs doing dollars domain domestic done door doubt down dozen dragged dramatic drawn dream
    dress drew dried drifted drill drink drive dropped dull duly duration during dusk dust duty dwell dynamic
    each eager eagle early earnest ears earth ease easily easy eating echo economic edge edition educated effect
    effort eggs either elapsed elbow elder electric elegant elements eloquent else embassy embrace emerged
    eminent emotion emphasis empire employed empty enclosed ended ending endless endowed ends endure enemy
    energy engaged engine enjoy enormous enough entered entirely entrance envelope envy episode equal erect
    errand error escape escort essay essence estate esteem estimate eternal even every evidence exactly example
    exchange excited excuse exercise exhibit exist expand expect explain exposed express extent extreme eyebrows
    eyes fabric face facing fact faculty faded failed faint fair falcon fall false fame family famous fancy
    fanfare farm fashion fast fate father fatigue fault fear feast features feeble feed feel feet felt female
    feminine fence festival fetch fewer fiction field fierce fifty figure file filled filter finally find fine
    fingers finished fire firm first fish fist fits fitted fixed fixing flag flame flash flat fled flew flies
    flight floating flock floor flowers fluffy fluid flung flushed flying foam foggy folded foliage folks
    followed fond food foot forbid force forest forget fork form forward foul found fraction fragment frail
    frame frankly fraud free freight frequent fresh friend fright frock from front frost frowned frozen fruit
    fudge full function funny furious furnish further fury future fuzzy gained galaxy gallery game gang garage
    garden garments garrison gasped gate gathered gazed gazing generous genius gentle genuine gesture gets
    getting giant gift gigantic girl give giving glad glance glare glass gleam glided glimpse globe gloom glory
    gloves glow goes going gold gone good gorgeous gossip governed gown graceful gradual grain granted grass
    gravity great green grew grief grinned grip gross ground growing guard guess guide guilty guitar gulf habit
    hail hair half hallway halted hammer hand happy hard harvest hastily hats have having haze head health heap
    heard heat heavy hedge heed heels height held helmet help heritage hero herself hesitate hidden hide hiding
    high hills himself hinder hint hired history hobby hockey hold hole holiday hollow home honest hope hoping
    horizon horns horse hospital host hotel hounds hour house however huge human humble humility hundreds hungry
    hurry husband huts hybrid idea identity idle ignorant illness imagine immense implied imposed improved
    impulse inch incident inclined income increase indeed indicate industry infant inferior infinite informed
    initial inland inner innocent input insects inside inspired instead interest into invented invited involved
    inward iron isolated issue item itself ivory jacket jaws jazz jealous join joke jolly journey joyous judged
    juice jumped just keen keep kept keyboard keys kicked kidney kind kingdom kitchen knees knelt knocked know
    lace lack ladder laden ladies laid lamp land language lantern laptop large last late laughed laundry lawn
    laws lawyer laying lazy lead leaf least leather leave lectures ledge left legal legend legs leisure lemon
    lend length less letter level liable liberty library lies life lifted light like liking limbs limited line
    lingered lion lips listened literary little live living load local locked lodgings lofty logic logs lonely
    long looked losing lost lots lottery loud lounge love loving lower loyal luck luggage luminous lunar lunch
    lungs luxury machine magazine magic maid mail main majority make making managed manifest mankind manner
    mansion manual many marble marched mare marked married mask mass match material matter meadow meal mean
    measure medicine meet melody melted members memory menace mention merchant merely merit merry message metal
    method micro middle midnight midst might mild miles military milk millions mind mine mingled minor minutes
    mirror mischief mistake mixed mixture modern modified moment money monitor months monument mood moral more
    morning most mother motion motor mountain mouth moved moving much muddy muffled mules murmured muscles
    museum music must muttered mutual myself mystery nail name narrow nasty nation nature naughty near neat neck
    need negative neglect neither nephew nervous nest network never newly news next nice night noble nodded
    noise none nonsense noon normal northern nose nostrils note nothing notice novel nowadays nowhere number
    numerous nurses oats obey object obliged obscure observed obstacle obtained obvious occasion occurred ocean
    offered office often older omitted once online only open opera opinion opposite orchard order ordinary organ
    original other ought outcome outdoor outer outfit outline outside outward over owed owing owner oxygen pace
    packed page paid pain pair pale palm pamphlet panic papa paper parade parcel pardon parents part past patch
    patent path patience pattern paused pavement paying payment pays peace peculiar peep peered pencil penny
    people pepper perceive perfect period permit person petty photo phrase physical piano picked picture
    piercing pile pillow pine pink pioneer pipe pitch pitiful pity pizza place plain plan platform play pleasure
    plenty plot plug plunged pocket poem poetry point policy pond pony pool poor popular porch portion position
    possible post potatoes pounds poured poverty powder power praise precious predict prefer prepared present
    pretty prevent price pride primary printed priority private probably proceed produced profit progress
    project promise proof proper prospect protect proud proved prudent public pulled pupils purchase pure purity
    purpose pursued pushed puts putting puzzled quaint quality quantity quarter queen question quickly quiet
    quoted rabbits race radar radiant rage rags railroad rain raised ranch random range rank rapidly rare rate
    rather rational rats rattle ravine razor reached read really rear reason rebuild recall received recipe
    reckon record reduced reef refer refined reflect reform refresh refused regard regiment regret regular
    rejected rejoice relation release relief rely remained remember reminded removed rendered renewed rent
    repair repeated replied report reproach required rescue reserve resist resolved respect rest result retained
    retired retorted retreat return revealed revived reward ribbon rich ridden ride ridge riding rigid ring ripe
    rising risk rival river road roar robbed robes robot rock rolled romance roof room roots rope rose rosy
    rotten rough round roused royalty rubbed rude rugby rugged ruin rule running runs runway rushed rusty sack
    saddle sadly sadness safe sage said sail sake salary saloon salt same sand sane satisfy saving saying says
    scale scandal scarcely scheme school science score scrap screen script scroll seafood seal search season
    seat second secret section secure seeds seeing seek seemed seen seized seldom selected self sell semester
    send sense serene serious service session sets settled several sewing shabby shadow shaggy shake shall shame
    shape sharp shawl shed sheep shell shield shilling shining ship shirt shock shoes shone shook shop short
    should show shrank shrewd shrill shrugged shut sick side sight sign silence silk silly silver similar simple
    since single sink sister sits sitting situated sixty size skate sketch skies skill skin skirt sleep slender
    slept slice slight slipped slogan slope slowly small smart smell smile smoke smooth snake snapped snatched
    snow snug sober social sodium sofa soft soil soldiers solemn solid solution some song sonic soon soothing
    sore sorry sort sound soup source space spare speak species speech spell spent sphere spicy spider spiral
    splash splendid split spoil spoke sport spot spread spring square squeeze squirrel stable stadium stage
    stairs stake stamp stand started station stay steady steep step stern stick stiff still stir stock stomach
    stone stood stopped story stout stove strange strength strike strong struck study stuff stumbled style
    subdued subject sublime submit subsided subtle success such suddenly sugar suggest suit sullen summer sums
    sunlight sunny sunrise sunshine superior suppose sure surface surprise survive suspect sustain swam swayed
    swear sweet swell swept swift swimming swinging swollen swung symbol sympathy syrup system table tackle tail
    take taking talk tall tame task taste taught taxes teach team tears teaspoon tedious teeth tell temper
    tenants tender tennis tent terms terrific test text that them theory they thick think third this those
    thought thrill thumb thunder ticket tide ties tiger tight timber time timid tiny tired title toaster toddler
    together toil token told tomato tone tongue took topic tops torn torrent tortoise tossed total touch tough
    tour towers town track trade traffic tragedy train tranquil trap tray treated trees trembled trenches trial
    tribute trick trifle trilogy trip triumph trivial trolley troops trophy trouble true truly trumpet trunk
    trust truth trying tulip tumbled tune tunnel turbine turf turkey turned turtle tutor twenty twice twilight
    twisted type ultimate unable unbroken uncle uncommon under uneasy unfit unhappy uniform unique unity
    universe unjust unknown unless unlike unlucky unseen until unusual unwell unworthy upgrade upon upper
    upright upset upstairs upward urban urged urging used useful useless using usual utmost utterly vacant vague
    vain valid valleys value vanished various vast vehicle veil velvet venture verge verses very vessel vexed
    vicinity victory video view vigorous village vintage violin virtue visit visual vital vivid voice volume
    vote voyage wages wake waking walked wall walnut wandered want wardrobe warm warning warrant washed waste
    watch water waves waving ways wealth wear weather website wedding weeds week weight welcome welfare went
    westward whatever wheat wheel when which while whisper white whom whose wide wife wild will wind wine wings
    winning winter wiped wire wisdom wise wish with witness wits wobble woman wonder wood wool words work world
    worry worse worth wrapped wrinkled wrist write wrong yards years yellow yield yoga young your youth zeal
    """
}

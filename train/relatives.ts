import { bodyPhrase, type Fragment, one, personPhrase, pick, timePhrase, words } from './fragments.ts'
import { groupPhrase, object, type Part, phrase } from './phrases.ts'

type Rng = () => number

/** Present forms that are plural nouns as well; behind a name and "which" nothing but their place tells which. */
const STANDING: readonly (readonly [string, string])[] = [
  ['borders neighbors', 'Chad|Bolivia|three countries|the Caspian Sea'],
  ['hosts houses shelters', 'refugees|a naval base|the headquarters|foreign troops|exiles'],
  ['backs funds arms trains', 'the rebels|several militias|the opposition|separatists|the army'],
  ['controls guards claims', 'the strait|the islands|the airport|most oil fields'],
  ['leads chairs heads', 'the mission|the council|the alliance|a coalition'],
  ['supplies pumps exports ships', 'gas|crude oil|weapons|grain'],
]

/** Past forms and what they may be done to, which a clause without a pronoun may be hung on. */
const DEEDS: readonly (readonly [string, string])[] = [
  ['tested built bought developed displayed', 'rocket|drone|submarine|satellite|warship|radar'],
  ['reached offered proposed negotiated drafted', 'deal|plan|truce|pact|accord'],
  ['seized occupied visited bombed captured', 'village|base|island|port|crossing'],
  ['sent promised delivered requested', 'help|convoy|equipment|money|shipment'],
  ['made issued published read', 'statement|promise|threat|report|warning'],
]

const HAPPENED = words('failed, sank, collapsed, arrived, exploded, worked, crashed, changed')
const QUALITIES = words('new, small, illegal, unacceptable, necessary, useless, obsolete, old')
const KINDS = words('one, mistake, success, violation, type, surprise, failure, trap')
const VIEWS = words('praised, criticized, defended, studied, dismissed, ignored, described')
const PREDICATES = words(
  'cut off aid, closed the border, broke off talks, sent troops, raised tariffs, opposed the plan',
)

/** "Oman, which hosts the talks, closed the port.", "The pact they drafted in May was a mistake.", "Rebels ignored the deal Chad offered." */
export function relativeAct(rng: Rng): Fragment {
  const r = rng()
  const stop = one('.', 'PUNCT/.')
  if (r < 0.35) return phrase([described(rng), 1, 'nsubj'], [acted(rng), -1, 'root'], [stop, 1, 'punct'])
  if (r < 0.75) return phrase([gapped(rng), 1, 'nsubj'], [told(rng), -1, 'root'], [stop, 1, 'punct'])
  const viewer = rng() < 0.4 ? groupPhrase(rng) : personPhrase(rng)
  return phrase(
    [viewer, 1, 'nsubj'],
    [one(pick(VIEWS, rng), 'VERB/VBD'), -1, 'root'],
    [gapped(rng), 1, 'obj'],
    [stop, 1, 'punct'],
  )
}

/** A state or body with what it stands for. */
function described(rng: Rng): Fragment {
  const [verbs, objects] = pick(STANDING, rng)
  const comma = one(',', 'PUNCT/,')
  const verb = one(pick(verbs.split(' '), rng), 'VERB/VBZ')
  const clause = phrase(
    [comma, 2, 'punct'],
    [one('which', 'PRON/WDT'), 2, 'nsubj'],
    [verb, -1, 'root'],
    [object(pick(objects.split('|'), rng)), 2, 'obj'],
    [comma, 2, 'punct'],
  )
  return phrase([bodyPhrase(rng), -1, 'root'], [clause, 0, 'acl:relcl'])
}

/** A thing with what somebody did to it, told without "which" or "that" as often as with it. */
function gapped(rng: Rng): Fragment {
  const [verbs, things] = pick(DEEDS, rng)
  const pronoun = rng() < 0.4 ? [one(rng() < 0.6 ? 'that' : 'which', 'PRON/WDT')] : []
  const at = pronoun.length + 1
  const verb = one(pick(verbs.split(' '), rng), 'VERB/VBD')
  const time = rng() < 0.6 ? [when(rng)] : []
  const clause = phrase(
    ...pronoun.map((one): Part => [one, at, 'obj']),
    [doer(rng), at, 'nsubj'],
    [verb, -1, 'root'],
    ...time.map(({ fragment, deprel }): Part => [fragment, at, deprel]),
  )
  const article = one(pick(['the', 'the', 'the', 'a', 'every'], rng), 'DET/DT')
  return phrase(
    [article, 1, 'det'],
    [one(pick(things.split('|'), rng), 'NOUN/NN'), -1, 'root'],
    [clause, 1, 'acl:relcl'],
  )
}

function doer(rng: Rng): Fragment {
  return rng() < 0.5 ? one(pick(['it', 'they', 'he', 'she', 'it'], rng), 'PRON/PRP') : bodyPhrase(rng)
}

/** A time, now and then one reckoned from another: "two weeks earlier". */
function when(rng: Rng): { fragment: Fragment; deprel: string } {
  if (rng() < 0.6) return timePhrase(rng)
  const [number, unit] = pick(
    [
      ['a', 'day'],
      ['a', 'week'],
      ['two', 'weeks'],
      ['three', 'days'],
      ['a', 'month'],
    ] as const,
    rng,
  )
  const count: Part = number === 'a' ? [one('a', 'DET/DT'), 1, 'det'] : [one(number, 'NUM/CD'), 1, 'nummod']
  const span = phrase(count, [one(unit, unit.endsWith('s') ? 'NOUN/NNS' : 'NOUN/NN'), -1, 'root'])
  const adverb = rng() < 0.6 ? one('earlier', 'ADV/RBR') : one(rng() < 0.5 ? 'later' : 'ago', 'ADV/RB')
  return { fragment: phrase([span, 1, 'obl:unmarked'], [adverb, -1, 'root']), deprel: 'advmod' }
}

/** What a state did, without a subject. */
function acted(rng: Rng): Fragment {
  const all = pick(PREDICATES, rng).split(' ')
  const verb: Part = [one(all[0]!, 'VERB/VBD'), -1, 'root']
  if (all[1] !== 'off') return phrase(verb, [object(all.slice(1).join(' ')), 0, 'obj'])
  return phrase(verb, [one('off', 'ADP/RP'), 0, 'compound:prt'], [object(all.slice(2).join(' ')), 0, 'obj'])
}

/** What became of a thing, or what it is, without a subject. */
function told(rng: Rng): Fragment {
  const r = rng()
  if (r < 0.35) return one(pick(HAPPENED, rng), 'VERB/VBD')
  const was = one(pick(['was', 'was', 'is'], rng), 'AUX/VBD')
  const be = was[0]!.form === 'is' ? one('is', 'AUX/VBZ') : was
  const quality = one(pick(QUALITIES, rng), 'ADJ/JJ')
  if (r < 0.65) return phrase([be, 1, 'cop'], [quality, -1, 'root'])
  const kind = one(pick(KINDS, rng), 'NOUN/NN')
  if (rng() < 0.4 && kind[0]!.form !== 'one')
    return phrase([be, 2, 'cop'], [one('a', 'DET/DT'), 2, 'det'], [kind, -1, 'root'])
  return phrase(
    [be, 3, 'cop'],
    [one(/^[aeiou]/.test(quality[0]!.form) ? 'an' : 'a', 'DET/DT'), 3, 'det'],
    [quality, 3, 'amod'],
    [kind, -1, 'root'],
  )
}

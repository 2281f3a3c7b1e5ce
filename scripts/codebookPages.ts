import type { Codebook, Entry } from '../src/code/index.ts'
import { EVENT_TYPES } from '../src/code/index.ts'
import { codebookEntry } from './codebookEntry.ts'

/** What the pages are written from besides the codebook. */
export interface PageSources {
  readonly codebook: Codebook
  /** docs/contract.md: its table of types says what each is for. */
  readonly contract: string
}

/** The pages of the codebook as analysts read it, by path below docs/: an index, a page a type, and the word classes. */
export function codebookPages(sources: PageSources): Map<string, string> {
  const { codebook } = sources
  const meanings = readMeanings(sources.contract)
  const byType = new Map<string, Entry[]>(EVENT_TYPES.map((type) => [type, []]))
  for (const entry of codebook.entries)
    byType.set(entry.gives.eventType, [...(byType.get(entry.gives.eventType) ?? []), entry])
  const pages = new Map<string, string>()
  pages.set('codebook.md', indexPage(codebook, byType, meanings))
  for (const [type, entries] of byType)
    pages.set(`codebook/${fileOf(type)}`, typePage(codebook, type, { entries, meanings }))
  pages.set('codebook/classes.md', classesPage(codebook))
  return pages
}

const GENERATED = '<!-- Written by `npm run docs` from rules/code/; edit the rules, not this page. -->'

function fileOf(type: string): string {
  return `${type === 'NONE' ? 'no-event' : type.toLowerCase()}.md`
}

/** What each type is for, in the words of docs/contract.md. */
function readMeanings(contract: string): Map<string, string> {
  return new Map([...contract.matchAll(/^\| `([A-Z]+)` \| ([^|]+) \| [1-4] \|$/gm)].map((row) => [row[1]!, row[2]!]))
}

function indexPage(
  codebook: Codebook,
  byType: ReadonlyMap<string, readonly Entry[]>,
  meanings: ReadonlyMap<string, string>,
): string {
  const nTriggers = (entries: readonly Entry[]) =>
    entries.reduce((sum, { triggers }) => sum + triggers.verb.length + triggers.noun.length, 0)
  const rows = [...byType].map(([type, entries]) => {
    const { quad, score } = codebook.ontology.types.get(type as (typeof EVENT_TYPES)[number]) ?? { quad: '', score: '' }
    return `| [${nameOf(type)}](codebook/${fileOf(type)}) | ${meanings.get(type) ?? NO_EVENT} | ${quad} | ${score} | ${entries.length} | ${nTriggers(entries)} |`
  })
  const contexts = new Map<string, string[]>()
  for (const phrases of codebook.contexts.values())
    for (const { words, context } of phrases) {
      const phrase = words.map((number) => codebook.vocabulary.words[number]!).join(' ')
      contexts.set(context, [...(contexts.get(context) ?? []), phrase])
    }
  const operators = [...new Set(codebook.statusOperators.values())]
  return `${GENERATED}
# The codebook

Every kind of act that Readout codes, with the words that tell it, who takes part, and what must and must not stand beside it. To see
which entries a sentence meets or misses: \`readout explain FILE --sentence NUMBER\`. To change one, edit
[rules/code/](../rules/code/), whose examples run as tests, and write these pages anew by \`npm run docs\`.

- [Types](#types)
- [How to read an entry](#how-to-read-an-entry)
- [Whether an act took place](#whether-an-act-took-place)
- [Contexts](#contexts)
- [Word classes](codebook/classes.md)

## Types

| type | acts | quad | intensity | entries | triggers |
|---|---|---|---|---|---|
${rows.join('\n')}

Quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. Intensity runs from 10, the most
cooperative, to −10; modes have their own.

## How to read an entry

${HOW_TO_READ}

## Whether an act took place

An act has occurred unless its own verb or the words above it say otherwise: tense, modals, negation, conditions, and these words.
An entry may say of its own complement what becomes of an act there.

| the words | make it | why |
|---|---|---|
${operators.map(({ lemmas, gives, why }) => `| ${[...lemmas].sort().join(', ')} | ${OUTCOMES[gives] ?? gives} | ${cell(why)} |`).join('\n')}

## Contexts

An act has the contexts whose words stand in its own clause.

| context | words |
|---|---|
${[...contexts]
  .sort(byName)
  .map(([context, phrases]) => `| ${context} | ${cell([...new Set(phrases)].sort().join(', '))} |`)
  .join('\n')}
`
}

const NO_EVENT = 'everyday senses of words that tell acts elsewhere'

const OUTCOMES: Readonly<Record<string, string>> = {
  drop: 'no act',
  keep: 'what the word itself is: the words only say that the act took place, or was tried',
}

const HOW_TO_READ = `An entry applies where one of its words stands in a sentence and all that it needs holds. Words are given in their basic form: \`meet\`
stands for "met" and "meeting" as a verb. Words between those of a longer trigger are allowed: \`call in\` finds "called its ambassador in".
A noun alone tells an act; with a support verb ("held talks") that verb's subject acts.

*Who* is found through passives, infinitives, relative clauses and coordination: the subject of "was arrested by police" is the police.
Of several places where a role may stand, the first that names somebody counts. "Whoever the object belongs to" is Iran in "Iran's raid",
"the raid by Iran", "the raid that Iran carried out".

Of several entries that apply to one word the one that asks for most wins: for a word rather than a class, a class rather than a kind of
participant, a kind rather than mere presence; then the one with more words in its trigger.

In the examples **the actor is bold** and *the recipient in italics*.`

function typePage(
  codebook: Codebook,
  type: string,
  { entries, meanings }: { readonly entries: readonly Entry[]; readonly meanings: ReadonlyMap<string, string> },
): string {
  const facts = codebook.ontology.types.get(type as (typeof EVENT_TYPES)[number])
  const modes = [...codebook.ontology.modes].filter(([key]) => key.startsWith(`${type}/`))
  const about =
    facts === undefined
      ? `${sentence(NO_EVENT)} They win over weaker entries and give no event.`
      : `${sentence(meanings.get(type) ?? '')} Quad ${facts.quad}, intensity ${facts.score}.`
  const ofModes =
    modes.length === 0
      ? ''
      : `\n\nModes, with their intensity: ${modes.map(([key, score]) => `\`${key.split('/')[1]}\` ${score}`).join(', ')}.`
  const rows = [...entries].map((entry) => {
    const { gives, triggers } = entry
    const first = [...triggers.verb, ...triggers.noun].slice(0, 4).join(', ')
    return `| [${entry.id}](#${anchorOf(entry.id)}) | ${gives.mode ?? ''} | ${gives.cameo} | ${cell(first)} |`
  })
  return `${GENERATED}
# ${nameOf(type)}

[The codebook](../codebook.md) · [how to read an entry](../codebook.md#how-to-read-an-entry) · [word classes](classes.md)

${about}${ofModes}

| entry | mode | CAMEO | words |
|---|---|---|---|
${rows.join('\n')}

${entries.map(codebookEntry).join('\n')}`
}

function classesPage({ classes }: Codebook): string {
  const parts = [...classes].sort(byName).map(([id, members]) => `## ${id}\n\n${[...members].sort().join(', ')}\n`)
  return `${GENERATED}
# Word classes

[The codebook](../codebook.md)

What entries mean by "a word for weapon": the basic form of a noun or verb, alone, with the words before it, or with an of-phrase.

${parts.join('\n')}`
}

function nameOf(type: string): string {
  return type === 'NONE' ? 'No event' : type
}

/** The anchor that a heading gets on GitHub and its like: letters, digits and hyphens. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

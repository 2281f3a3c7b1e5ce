import type { Problem } from '../../acquire/index.ts'
import type { Mention, Referent, StatedOffice } from '../doc.ts'
import { mapped } from '../mapped.ts'
import type { Draft, Entity, TitleFact } from './draft.ts'
import type { Registry } from './registry.ts'
import type { CoreferenceLayer } from './resolve.ts'
import { textOf, type View } from './view.ts'

/** Turns drafts and entities into the layer of the document: mentions in text order, referents by first mention. */
export function writeLayer(
  view: View,
  drafts: readonly Draft[],
  registry: Registry,
  problems: readonly Problem[],
): CoreferenceLayer {
  const written = drafts.filter((draft) => draft.as !== 'thing').sort(inTextOrder)
  const kept: Entity[] = []
  const mentions: Mention[] = []
  let last: Mention | undefined
  for (const draft of written) {
    for (const entity of draft.entities) {
      if (entity.asReferent) continue
      entity.asReferent = [kept.length]
      kept.push(entity)
    }
    const mention = mentionOf(view, draft, idxsOf(draft.entities))
    const isSame = last && last.start === mention.start && last.end === mention.end
    if (isSame) continue
    last = mention
    mentions.push(mention)
    if (draft.entities.length === 1) addName(draft.entities[0]!, nameOf(view, draft), draft)
  }
  return { mentions, referents: mapped(kept, (entity) => referentOf(view, registry, entity)), problems }
}

const NOBODY: readonly number[] = []

/** The indices of the referents, each once. */
function idxsOf(entities: readonly Entity[]): readonly number[] {
  if (entities.length === 1) return entities[0]!.asReferent!
  if (entities.length === 0) return NOBODY
  const found: number[] = []
  for (const { asReferent } of new Set(entities)) found.push(asReferent![0])
  return found
}

function inTextOrder(a: Draft, b: Draft): number {
  return a.first - b.first || (a.start ?? 0) - (b.start ?? 0) || b.end - a.end
}

function mentionOf(view: View, draft: Draft, referentIdxs: readonly number[]): Mention {
  const { tokens } = view.doc
  const end = draft.fullEnd ?? draft.end
  return {
    start: draft.start ?? tokens[draft.first]!.start,
    end: draft.stop ?? tokens[end - 1]!.end,
    firstTokenIdx: draft.first,
    endTokenIdx: end,
    headTokenIdx: draft.head,
    kind: draft.kind,
    referentIdxs,
  }
}

/** The form that this mention gives its referent, without titles and determiners; undefined for pronouns. */
function nameOf(view: View, draft: Draft): string | undefined {
  if (draft.kind === 'pronoun') return undefined
  if (draft.nameFirst !== undefined && draft.nameEnd !== undefined) return textOf(view, draft.nameFirst, draft.nameEnd)
  if (draft.start !== undefined && draft.stop !== undefined) return view.doc.report.text.slice(draft.start, draft.stop)
  return textOf(view, draft.first, draft.fullEnd ?? draft.end)
}

function addName(entity: Entity, name: string | undefined, draft: Draft): void {
  if (!name) return
  if (!entity.names.includes(name)) entity.names.push(name)
  const isOwn = draft.kind === 'name' && draft.nameFirst !== undefined
  if (!isOwn || entity.isCanonical) return
  if (entity.name === '' || (name !== entity.name && nWords(name) > nWords(entity.name))) entity.name = name
}

const nWords = (text: string) => text.split(/\s+/u).length

function statedOffice(view: View, fact: TitleFact): StatedOffice {
  const { tokens } = view.doc
  return {
    title: fact.title,
    country: fact.country,
    organization: fact.organization,
    former: fact.isFormer ? true : undefined,
    span: { start: tokens[fact.first]!.start, end: tokens[fact.end - 1]!.end },
  }
}

const NO_OFFICES: readonly StatedOffice[] = []

function referentOf(view: View, registry: Registry, entity: Entity): Referent {
  const title = entity.titles.find((fact) => !fact.isFormer)?.title ?? entity.titles[0]?.title
  const offices =
    entity.titles.length > 0
      ? mapped(
          entity.titles.filter((fact) => !fact.isRole),
          (fact) => statedOffice(view, fact),
        )
      : NO_OFFICES
  const isState = entity.country !== undefined && registry.states.get(entity.country) === entity
  const code = entity.actorCode ?? codeOf(entity)
  return {
    name: entity.name || (entity.names[0] ?? ''),
    kind: entity.kind,
    names: entity.names,
    country: entity.country,
    sector: isState ? undefined : entity.sector,
    actorCode: code,
    title: title || undefined,
    offices: offices.length > 0 ? offices : undefined,
  }
}

/** CAMEO writes the country and the role of an actor one after the other. */
function codeOf(entity: Entity): string | undefined {
  if (!entity.country) return undefined
  return entity.sector ? entity.country + entity.sector : entity.country
}

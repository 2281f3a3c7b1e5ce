import { entriesFor, type GazetteerEntry } from '../gazetteer.ts'
import { entryAt } from './gazetteer-names.ts'
import { bodyKey, type Registry } from './registry.ts'
import { wordsOf } from './rules.ts'
import { textOf, type View } from './view.ts'

interface TokenRange {
  readonly first: number
  readonly end: number
}

/**
 * Whose "National Security Council" is meant where nothing beside it tells: that of the state whose council was named
 * before, else of the state that the report is about or comes from; undefined where the name is no such name.
 */
export function ownerTold(view: View, registry: Registry, span: TokenRange): string | undefined {
  const key = bodyKey(textOf(view, span.first, span.end))
  if (!isSharedName(view, key)) return undefined
  // "The Foreign Ministry in Moscow"
  const seated = view.lower[span.end] === 'in' ? entryAt(view, span.end + 1) : undefined
  if (seated?.how === 'capital') return seated.country
  return registry.bodies.get(`*|${key}`)?.country ?? registry.home ?? datelineCountry(view)
}

function isSharedName(view: View, key: string): boolean {
  return wordsOf(view.rules, 'body/shared-names').has(key)
}

/** The country of the place in the dateline, if the report names it. */
function datelineCountry(view: View): string | undefined {
  const place = view.doc.report.dateline?.place
  const country = place === undefined ? undefined : entriesFor(view.gazetteer, place)[0]?.country
  return country !== undefined && view.sureCountries.has(country) ? country : undefined
}

/** A gazetteer's bearer of a name that many states have is meant only in a report that names its state. */
export function isStranger(view: View, entry: GazetteerEntry): boolean {
  return (
    entry.kind === 'organization' &&
    entry.country !== undefined &&
    !view.sureCountries.has(entry.country) &&
    isSharedName(view, bodyKey(entry.form))
  )
}

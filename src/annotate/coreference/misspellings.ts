import type { Problem } from '../../acquire/index.ts'
import type { Entity } from './draft.ts'
import { officesOf, titleWords } from './offices-match.ts'
import type { PersonFound } from './people.ts'
import { isNearName } from './person-names.ts'
import type { Registry } from './registry.ts'
import { textOf, type View } from './view.ts'

/**
 * Reports pairs of persons of one country and office whose names differ by a slip ("Jim Jong-Un", "Kim Jong Un"), and
 * makes them one referent: `persons` is changed in place, the rarer spelling giving way. The text is left as it is.
 */
export function findMisspellings(
  view: View,
  registry: Registry,
  people: readonly PersonFound[],
  persons: readonly Entity[],
): readonly Problem[] {
  const problems: Problem[] = []
  const counts = new Map<Entity, number>()
  for (const entity of persons) counts.set(entity, (counts.get(entity) ?? 0) + 1)
  const byKey = new Map<string, Entity[]>()
  for (const entity of counts.keys()) {
    for (const key of blockingKeys(entity)) {
      const list = byKey.get(key)
      if (list) list.push(entity)
      else byKey.set(key, [entity])
    }
  }
  const merged = new Map<Entity, Entity>()
  for (const list of byKey.values()) {
    for (const [i, a] of list.entries()) {
      for (const b of list.slice(i + 1, i + 20)) {
        if (merged.has(a) || merged.has(b) || a === b || !isSlip(registry, a, b)) continue
        const [rare, common] = counts.get(a)! < counts.get(b)! ? [a, b] : [b, a]
        merged.set(rare, common)
        problems.push(problemOf(view, people, persons, { rare, common }))
      }
    }
  }
  if (merged.size > 0) replaceIn(persons as Entity[], merged)
  return problems
}

/** The first and the last four letters: a slip leaves one end of a name as it was. */
function blockingKeys(entity: Entity): readonly string[] {
  const letters = entity.nameWords.join('')
  return entity.nameWords.length < 2 || letters.length < 6 ? [] : [`^${letters.slice(0, 4)}`, `${letters.slice(-4)}$`]
}

function isSlip(registry: Registry, a: Entity, b: Entity): boolean {
  if (!a.country || a.country !== b.country || !isNearName(a.nameWords, b.nameWords)) return false
  const offices = (entity: Entity) => entity.titles.flatMap((fact) => officesOf(titleWords(fact.title), registry.rules))
  const heads = (entity: Entity) => entity.titles.map((fact) => titleWords(fact.title).at(-1))
  return offices(a).some((office) => offices(b).includes(office)) || heads(a).some((head) => heads(b).includes(head))
}

interface Slip {
  readonly rare: Entity
  readonly common: Entity
}

function problemOf(view: View, people: readonly PersonFound[], persons: readonly Entity[], slip: Slip): Problem {
  const form = (entity: Entity) => {
    const person = people[persons.indexOf(entity)]!
    return { text: textOf(view, person.nameFirst, person.nameEnd), person }
  }
  const rare = form(slip.rare)
  const common = form(slip.common)
  const first = view.doc.tokens[rare.person.nameFirst]!
  const last = view.doc.tokens[rare.person.nameEnd - 1]!
  return {
    code: 'possible-misspelling',
    message: `"${rare.text}" holds the office of "${common.text}" and is spelled almost alike; both are taken for one person.`,
    span: { start: first.start, end: last.end },
  }
}

function replaceIn(persons: Entity[], merged: ReadonlyMap<Entity, Entity>): void {
  persons.forEach((entity, i) => {
    const other = merged.get(entity)
    if (!other) return
    persons[i] = other
    for (const fact of entity.titles) if (!other.titles.includes(fact)) other.titles.push(fact)
  })
}

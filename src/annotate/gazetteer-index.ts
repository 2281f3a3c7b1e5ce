import { ReadoutError } from '../errors.ts'
import type { Agent, Country, Gazetteer, GazetteerEntry, NameHead, Title } from './gazetteer.ts'
import { type GazetteerTables, readGazetteerTables } from './gazetteer-tables.ts'
import { buildTrie, type FormBuilder, type FormIndex, type FormTrie, openIndex } from './names/form-index.ts'
import { makePieceTable, type PieceTable } from './names/pieces.ts'

/** The file that `npm run build` compiles the tables to, which opens in a tenth of the time. */
export const COMPILED_GAZETTEER = 'gazetteer.jsonl'

const INDEXES = ['names', 'weapons', 'lawsAndEvents', 'titles', 'agents'] as const
type IndexName = (typeof INDEXES)[number]

/** Tries and what goes with them; entries are apart, for a report needs few of them. */
interface Head {
  readonly pieces: readonly string[]
  readonly tries: Readonly<Record<IndexName, Readonly<Record<keyof FormTrie, readonly number[]>>>>
  /** Lengths of the lines after this one, which hold the lists of entries of each index in turn. */
  readonly lineLengths: Readonly<Record<IndexName, readonly number[]>>
  readonly countries: readonly Country[]
  readonly firstNames: readonly string[]
  readonly nameHeads: readonly NameHead[]
}

/**
 * The gazetteer of TSV texts keyed by file name (`countries.tsv` and so on), or of what `compileGazetteer` made of them where
 * `files` has it; unknown files are ignored. Throws `bad-rule`, naming file and line, at an unknown column value.
 */
export function readGazetteer(files: ReadonlyMap<string, string>): Gazetteer {
  const compiled = files.get(COMPILED_GAZETTEER)
  return compiled === undefined ? indexTables(readGazetteerTables(files)) : openCompiled(compiled)
}

function indexTables(tables: GazetteerTables): Gazetteer {
  const table = makePieceTable(new Map())
  const names = build(tables.names, table, shapedName)
  const weapons = build(tables.weapons, table, asItIs)
  const lawsAndEvents = build(tables.lawsAndEvents, table, asItIs)
  const titles = build(tables.titles, table, shapedTitle)
  const agents = build(tables.agents, table, shapedAgent)
  return {
    names: names(), weapons: weapons(), lawsAndEvents: lawsAndEvents(), titles: titles(), agents: agents(),
    countries: byCode(tables.countries), firstNames: new Set(tables.firstNames),
    nameHeads: byWord(tables.nameHeads),
  } // biome-ignore format: one record
}

/** Numbers the pieces of an index; it opens when those of all have their numbers. */
function build<T>(builder: FormBuilder<T>, table: PieceTable, shaped: (entry: T) => T): () => FormIndex<T> {
  const { trie, lists } = buildTrie(builder, table.numbers)
  return () =>
    openIndex(
      table,
      trie,
      readOnce((list) => lists[list]!.map(shaped)),
    )
}

function readOnce<T>(readList: (list: number) => readonly T[]): (list: number) => readonly T[] {
  const read: (readonly T[])[] = []
  return (list) => (read[list] ??= readList(list))
}

// Entries with all their fields, for engines read objects of one shape several times as fast.

function shapedName(e: GazetteerEntry): GazetteerEntry {
  return {
    id: e.id, name: e.name, form: e.form, kind: e.kind, label: e.label, how: e.how, country: e.country, countries: e.countries,
    sector: e.sector, actorCode: e.actorCode, cow: e.cow, point: e.point, isAmbiguous: e.isAmbiguous,
  } // biome-ignore format: one record
}

function shapedTitle({ form, type, sector }: Title): Title {
  return { form, type, sector }
}

function shapedAgent({ form, kind, sector, isEquipment }: Agent): Agent {
  return { form, kind, sector, isEquipment }
}

function asItIs<T>(entry: T): T {
  return entry
}

/** The tables as one text: a line of JSON for the tries, and one for each list of entries. */
export function compileGazetteer(files: ReadonlyMap<string, string>): string {
  const tables = readGazetteerTables(files)
  const numbers = new Map<string, number>()
  const built = INDEXES.map((name) => {
    const { trie, lists } = buildTrie<unknown>(tables[name], numbers)
    return { name, trie, lines: lists.map((list) => JSON.stringify(list)) }
  })
  const numbersOf = ({ firstEdges, edgePieces, lists }: FormTrie) => ({
    firstEdges: [...firstEdges],
    edgePieces: [...edgePieces],
    lists: [...lists],
  })
  const head = {
    pieces: [...numbers.keys()],
    tries: Object.fromEntries(built.map(({ name, trie }) => [name, numbersOf(trie)])),
    lineLengths: Object.fromEntries(built.map(({ name, lines }) => [name, lines.map((line) => line.length)])),
    countries: tables.countries,
    firstNames: tables.firstNames,
    nameHeads: tables.nameHeads,
  }
  return `${[JSON.stringify(head), ...built.flatMap(({ lines }) => lines)].join('\n')}\n`
}

function openCompiled(text: string): Gazetteer {
  let at = text.indexOf('\n') + 1
  // `compileGazetteer` wrote it.
  const head = JSON.parse(text.slice(0, at)) as Head
  const table = makePieceTable(new Map(head.pieces.map((piece, i) => [piece, i])))
  const open = <T>(name: IndexName, shaped: (entry: T) => T): FormIndex<T> => {
    const { firstEdges, edgePieces, lists } = head.tries[name]
    const trie = {
      firstEdges: Int32Array.from(firstEdges), edgePieces: Int32Array.from(edgePieces), lists: Int32Array.from(lists),
    } // biome-ignore format: one record
    const lengths = head.lineLengths[name]
    const starts = new Int32Array(lengths.length)
    for (const [list, length] of lengths.entries()) {
      starts[list] = at
      at += length + 1
    }
    if (at > text.length) throw new ReadoutError('bad-rule', `${COMPILED_GAZETTEER} is cut short: run "npm run build".`)
    const lineOf = (list: number) => text.slice(starts[list]!, starts[list]! + lengths[list]!)
    return openIndex(
      table,
      trie,
      readOnce((list) => (JSON.parse(lineOf(list)) as T[]).map(shaped)),
    )
  }
  return {
    names: open('names', shapedName), weapons: open('weapons', asItIs), lawsAndEvents: open('lawsAndEvents', asItIs),
    titles: open('titles', shapedTitle), agents: open('agents', shapedAgent),
    countries: byCode(head.countries), firstNames: new Set(head.firstNames),
    nameHeads: byWord(head.nameHeads),
  } // biome-ignore format: one record
}

function byCode(countries: readonly Country[]): ReadonlyMap<string, Country> {
  return new Map(countries.map((country) => [country.code, country]))
}

function byWord(heads: readonly NameHead[]): ReadonlyMap<string, NameHead> {
  return new Map(heads.map((head) => [head.word, head]))
}

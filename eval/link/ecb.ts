import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A document of ECB+ (Cybulska and Vossen 2014) with the acts marked in it. */
export interface EcbDocument {
  readonly id: string
  readonly topic: string
  /** The tokens between blanks, a sentence a line. */
  readonly text: string
  readonly mentions: readonly EcbMention[]
}

/** An act marked by hand. */
export interface EcbMention {
  readonly id: string
  readonly start: number
  readonly end: number
  /** The act that the corpus says it tells; its own id where it is told once. */
  readonly cluster: string
}

/** The topics that are developed on; the others may be fitted to. */
export const DEV_TOPICS: ReadonlySet<string> = new Set(['2', '5', '12', '18', '21', '23', '34', '35'])

/**
 * The documents of ECB+ below `dir`, with the mentions of the sentences whose annotation was validated: the usual subset.
 * None where the corpus is not there.
 */
export function readEcb(dir = '../shared/data/ecb'): EcbDocument[] {
  if (!existsSync(dir)) return []
  const validated = new Set(
    readFileSync(join(dir, 'validated_sentences.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.trim().replaceAll(',', ' ')),
  )
  const topics = readdirSync(dir).filter((name) => /^\d+$/.test(name))
  return topics
    .toSorted((a, b) => Number(a) - Number(b))
    .flatMap((topic) =>
      readdirSync(join(dir, topic))
        .filter((name) => name.endsWith('.xml'))
        .sort()
        .map((name) => readDocument(topic, name, { xml: readFileSync(join(dir, topic, name), 'utf8'), validated })),
    )
}

function readDocument(
  topic: string,
  name: string,
  { xml, validated }: { readonly xml: string; readonly validated: ReadonlySet<string> },
): EcbDocument {
  const id = name.replace('.xml', '')
  const tokens = new Map<string, { start: number; end: number; isValid: boolean }>()
  let [text, last] = ['', '0']
  for (const [, t = '', sentence = '', word = ''] of xml.matchAll(
    /<token t_id="(\d+)" sentence="(\d+)"[^>]*>([^<]*)<\/token>/g,
  )) {
    if (text !== '') text += sentence === last ? ' ' : '\n'
    last = sentence
    const form = unescapeXml(word)
    const isValid = validated.has(`${topic} ${id.slice(topic.length + 1)} ${sentence}`)
    tokens.set(t, { start: text.length, end: text.length + form.length, isValid })
    text += form
  }
  const clusterOf = readClusters(xml, id)
  const mentions = [...xml.matchAll(/<(?:NEG_)?ACTION_\w+ m_id="(\d+)"[^/>]*>([\s\S]*?)<\/(?:NEG_)?ACTION/g)].flatMap(
    ([, m = '', anchors = '']) => {
      const own = [...anchors.matchAll(/t_id="(\d+)"/g)].flatMap(([, t = '']) => tokens.get(t) ?? [])
      if (own.length === 0 || !own[0]!.isValid) return []
      const mention = `${id}#${m}`
      return [{ id: mention, start: own[0]!.start, end: own.at(-1)!.end, cluster: clusterOf.get(m) ?? mention }]
    },
  )
  return { id, topic, text, mentions }
}

/** The act of each mention: by its name in the corpus, or of this document alone. */
function readClusters(xml: string, id: string): Map<string, string> {
  const clusters = new Map<string, string>()
  for (const [, kind = '', attributes = '', body = ''] of xml.matchAll(
    /<(CROSS_DOC_COREF|INTRA_DOC_COREF)([^>]*)>([\s\S]*?)<\/(?:CROSS|INTRA)_DOC_COREF>/g,
  )) {
    const note = /note="([^"]*)"/.exec(attributes)?.[1]
    const target = /<target m_id="(\d+)"/.exec(body)?.[1] ?? ''
    const cluster = kind === 'CROSS_DOC_COREF' && note !== undefined ? note : `${id}#target${target}`
    for (const [, m = ''] of body.matchAll(/<source m_id="(\d+)"/g)) clusters.set(m, cluster)
  }
  return clusters
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  return text.replaceAll(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
}

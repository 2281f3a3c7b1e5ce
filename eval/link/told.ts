import { reportFromText } from '../../src/acquire/index.ts'
import { annotate } from '../../src/annotate/index.ts'
import { type LinkMention, linkMentions, toldMention } from '../../src/link/index.ts'
import type { Resources } from '../../src/run.ts'
import { type EcbDocument, type EcbMention, readEcb } from './ecb.ts'
import { bCubed, type Clusters, ceafE, conll, muc } from './scores.ts'

/** F1 in hundredths of one way to cluster the marked acts of ECB+. */
export interface ToldScores {
  readonly set: string
  readonly muc: number
  readonly bCubed: number
  readonly ceafE: number
  readonly conll: number
}

/** A marked act and what linking sees of it. */
export interface ToldAct {
  readonly topic: string
  readonly gold: EcbMention
  readonly mention: LinkMention
}

/** The marked acts of ECB+ documents, annotated. */
export function toldActs(documents: readonly EcbDocument[], resources: Resources): ToldAct[] {
  return documents.flatMap(({ id, topic, text, mentions }) => {
    if (mentions.length === 0) return []
    const report = reportFromText(Buffer.from(text), { origin: id })
    const doc = annotate(report, resources.annotate)
    return mentions.map((gold) => ({
      topic,
      gold,
      mention: toldMention({ id: gold.id, reportId: id, trigger: { start: gold.start, end: gold.end } }, doc),
    }))
  })
}

/** Scores linking on the development topics of ECB+, all of them at once, beside two that compare lemmas. */
export function scoreTold(resources: Resources, topics: (topic: string) => boolean): ToldScores[] {
  const acts = toldActs(
    readEcb().filter(({ topic }) => topics(topic)),
    resources,
  )
  if (acts.length === 0) return []
  const key = groups(acts, ({ gold }) => gold.cluster)
  const lemma = ({ mention }: ToldAct) => mention.trigger[0] ?? mention.id
  const responses: readonly (readonly [string, Clusters])[] = [
    ['readout', linkMentions(acts.map(({ mention }) => mention)).map(({ mentions }) => mentions)],
    ['same lemma', groups(acts, lemma)],
    ['same lemma and topic', groups(acts, (act) => `${act.topic} ${lemma(act)}`)],
  ]
  return responses.flatMap(([name, response]) => {
    const withoutSingletons = scores(several(key), several(response))
    return [
      { set: `${name}, singletons kept`, ...scores(key, response) },
      { set: `${name}, without singletons`, ...withoutSingletons },
    ]
  })
}

function groups(acts: readonly ToldAct[], keyOf: (act: ToldAct) => string): Clusters {
  const found = new Map<string, string[]>()
  for (const act of acts) found.set(keyOf(act), [...(found.get(keyOf(act)) ?? []), act.gold.id])
  return [...found.values()]
}

const several = (clusters: Clusters) => clusters.filter(({ length }) => length > 1)

function scores(key: Clusters, response: Clusters) {
  const percent = (x: number) => Math.round(1000 * x) / 10
  return {
    muc: percent(muc(key, response).f1),
    bCubed: percent(bCubed(key, response).f1),
    ceafE: percent(ceafE(key, response).f1),
    conll: percent(conll(key, response)),
  }
}

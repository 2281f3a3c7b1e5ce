/** Precision, recall and their harmonic mean, 0-1. */
export interface Score {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Sets of mention ids; no mention is in two. */
export type Clusters = readonly (readonly string[])[]

/**
 * MUC: of the links needed to make each key cluster, those that the response has (Vilain et al. 1995, "A
 * model-theoretic coreference scoring scheme"). Clusters of one mention need none.
 */
export function muc(key: Clusters, response: Clusters): Score {
  return fromHalves(mucHalf(key, response), mucHalf(response, key))
}

function mucHalf(key: Clusters, response: Clusters): Half {
  const clusterOf = indexOf(response)
  let [hit, all] = [0, 0]
  for (const cluster of key) {
    const parts = new Set(cluster.map((mention) => clusterOf.get(mention) ?? mention))
    hit += cluster.length - parts.size
    all += cluster.length - 1
  }
  return { hit, all }
}

/** B-cubed: for each mention the share of its key cluster that its response cluster holds (Bagga and Baldwin 1998). */
export function bCubed(key: Clusters, response: Clusters): Score {
  return fromHalves(bCubedHalf(key, response), bCubedHalf(response, key))
}

function bCubedHalf(key: Clusters, response: Clusters): Half {
  const clusterOf = indexOf(response)
  let [hit, all] = [0, 0]
  for (const cluster of key) {
    for (const shared of counts(cluster.flatMap((mention) => clusterOf.get(mention) ?? [])).values())
      hit += shared ** 2 / cluster.length
    all += cluster.length
  }
  return { hit, all }
}

/**
 * CEAF with the entity similarity 2|K∩R| / (|K|+|R|): key and response clusters matched one to one so that the sum is
 * greatest (Luo 2005, "On coreference resolution performance metrics", φ4).
 */
export function ceafE(key: Clusters, response: Clusters): Score {
  const clusterOf = indexOf(response)
  const similar = key.map((cluster) => {
    const shared = counts(cluster.flatMap((mention) => clusterOf.get(mention) ?? []))
    return new Map([...shared].map(([j, n]) => [j, (2 * n) / (cluster.length + response[j]!.length)] as const))
  })
  const hit = bestMatching(similar)
  return fromHalves({ hit, all: key.length }, { hit, all: response.length })
}

/** The mean of the three F1, as the CoNLL shared tasks report it. */
export function conll(key: Clusters, response: Clusters): number {
  return (muc(key, response).f1 + bCubed(key, response).f1 + ceafE(key, response).f1) / 3
}

interface Half {
  readonly hit: number
  readonly all: number
}

function fromHalves(recallHalf: Half, precisionHalf: Half): Score {
  const recall = recallHalf.all === 0 ? 0 : recallHalf.hit / recallHalf.all
  const precision = precisionHalf.all === 0 ? 0 : precisionHalf.hit / precisionHalf.all
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function indexOf(clusters: Clusters): Map<string, number> {
  return new Map(clusters.flatMap((cluster, i) => cluster.map((mention) => [mention, i] as const)))
}

function counts(items: readonly number[]): Map<number, number> {
  const found = new Map<number, number>()
  for (const item of items) found.set(item, (found.get(item) ?? 0) + 1)
  return found
}

/** The greatest sum of a one-to-one matching of rows and columns, where few pairs are above 0. */
function bestMatching(rows: readonly ReadonlyMap<number, number>[]): number {
  const rowsOf = new Map<number, number[]>()
  rows.forEach((row, i) => {
    for (const j of row.keys()) rowsOf.set(j, [...(rowsOf.get(j) ?? []), i])
  })
  const seen = new Set<number>()
  let sum = 0
  for (const start of rows.keys()) {
    if (seen.has(start)) continue
    const [part, columns] = [[start], new Set<number>()]
    seen.add(start)
    for (const i of part)
      for (const j of rows[i]!.keys()) {
        columns.add(j)
        for (const other of rowsOf.get(j)!) if (!seen.has(other)) part.push(other)
        for (const other of rowsOf.get(j)!) seen.add(other)
      }
    const order = [...columns]
    sum += assign(part.map((i) => order.map((j) => rows[i]!.get(j) ?? 0)))
  }
  return sum
}

/** The Hungarian method by shortest augmenting paths (Kuhn 1955, Munkres 1957) over a full table of gains. */
function assign(gains: readonly (readonly number[])[]): number {
  const n = Math.max(gains.length, gains[0]?.length ?? 0)
  const cost = (i: number, j: number) => -(gains[i - 1]?.[j - 1] ?? 0)
  const [u, v] = [new Float64Array(n + 1), new Float64Array(n + 1)]
  const [rowOf, way] = [new Int32Array(n + 1), new Int32Array(n + 1)]
  for (let i = 1; i <= n; i++) {
    rowOf[0] = i
    let at = 0
    const least = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Uint8Array(n + 1)
    do {
      used[at] = 1
      const row = rowOf[at]!
      let [delta, next] = [Number.POSITIVE_INFINITY, 0]
      for (let j = 1; j <= n; j++) {
        if (used[j]) continue
        const reduced = cost(row, j) - u[row]! - v[j]!
        if (reduced < least[j]!) {
          least[j] = reduced
          way[j] = at
        }
        if (least[j]! < delta) [delta, next] = [least[j]!, j]
      }
      for (let j = 0; j <= n; j++) {
        if (used[j]) {
          u[rowOf[j]!]! += delta
          v[j]! -= delta
        } else least[j]! -= delta
      }
      at = next
    } while (rowOf[at] !== 0)
    for (; at !== 0; at = way[at]!) rowOf[at] = rowOf[way[at]!]!
  }
  let sum = 0
  for (let j = 1; j <= n; j++) sum -= cost(rowOf[j]!, j)
  return sum
}

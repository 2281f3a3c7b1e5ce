import type { PlaceCount } from '../../../../src/serve/http/types.ts'

/** How exactly a place is known, as the map draws it. */
export type Exactness = 'exact' | 'within' | 'country'

/** A place with where it lies on the globe, as [longitude, latitude]. */
export interface Located {
  readonly place: PlaceCount
  readonly at: readonly [number, number]
  readonly exactness: Exactness
}

/** Places that would hide each other, drawn as one circle. */
export interface Cluster {
  readonly members: readonly Located[]
  readonly events: number
  /** Of the largest of them, in pixels of the drawing. */
  readonly x: number
  readonly y: number
  readonly r: number
  readonly exactness: Exactness
  /** What most of its acts are. */
  readonly quad: 1 | 2 | 3 | 4
}

/** A town and a country are never one circle: that would make the vague exact. */
export function exactnessOf({ precision }: PlaceCount['place']): Exactness {
  if (precision === 'point' || precision === 'city') return 'exact'
  return precision === 'country' ? 'country' : 'within'
}

const [LEAST, GROWTH] = [4, 2.6]

/** Joins places of one exactness whose circles would meet, the largest first; `project` is undefined for what is not seen. */
export function clusterPlaces(
  places: readonly Located[],
  project: (at: readonly [number, number]) => readonly [number, number] | undefined,
): Cluster[] {
  const drafts: { members: Located[]; events: number; x: number; y: number; exactness: Exactness }[] = []
  for (const place of places.toSorted((a, b) => b.place.events - a.place.events)) {
    const point = project(place.at)
    if (point === undefined) continue
    const [x, y] = point
    const near = drafts.find(
      (draft) =>
        draft.exactness === place.exactness &&
        Math.hypot(draft.x - x, draft.y - y) < (radiusOf(draft.events) + radiusOf(place.place.events)) * 0.85,
    )
    if (near === undefined)
      drafts.push({ members: [place], events: place.place.events, x, y, exactness: place.exactness })
    else {
      near.members.push(place)
      near.events += place.place.events
    }
  }
  return drafts.map((draft) => ({ ...draft, r: radiusOf(draft.events), quad: mainQuad(draft.members) }))
}

/** The area grows with the number of acts. */
function radiusOf(events: number): number {
  return LEAST + GROWTH * Math.sqrt(events - 1)
}

function mainQuad(members: readonly Located[]): 1 | 2 | 3 | 4 {
  const sums = [0, 1, 2, 3].map((i) => members.reduce((sum, { place }) => sum + place.quads[i]!, 0))
  return (sums.indexOf(Math.max(...sums)) + 1) as 1 | 2 | 3 | 4
}

import type { WholeReport } from '../../../src/serve/http/types.ts'
import { t } from '../catalogue/index.ts'
import { go, withQuery } from '../router.tsx'
import { detailMarks, eventMarks, type Marked } from './evidence.tsx'

const LAYERS = ['events', 'people', 'times', 'quotations'] as const
export type Layer = (typeof LAYERS)[number]

/** The layers that an address names; where it names none, `usual`. */
export function layersIn(query: URLSearchParams, usual: readonly Layer[]): ReadonlySet<Layer> {
  const named = query.get('layers')?.split(',')
  return new Set(LAYERS.filter((layer) => (named ?? (usual as readonly string[])).includes(layer)))
}

/** What the layers that are on mark in a report; of the chosen event, its evidence is the darker. */
export function layerMarks(
  { events, times, quotations }: WholeReport,
  layers: ReadonlySet<Layer>,
  chosen: string | undefined,
): Marked[] {
  return [
    ...(layers.has('events') ? eventMarks(events, chosen) : []),
    ...(layers.has('people') ? detailMarks(events).filter(({ as }) => as === 'party') : []),
    ...(layers.has('times') ? times.map(({ span }) => ({ ...span, as: 'time' as const })) : []),
    ...(layers.has('quotations') ? quotations.map(({ span }) => ({ ...span, as: 'quotation' as const })) : []),
  ]
}

interface LayersProps {
  readonly layers: ReadonlySet<Layer>
  /** Those that are on where the address names none. */
  readonly usual: readonly Layer[]
  readonly path: string
  readonly query: URLSearchParams
}

/** Switches for what is marked in the text; the address keeps them. */
export function Layers({ layers, usual, path, query }: LayersProps) {
  const toggle = (layer: Layer) => {
    const next = new Set(layers)
    if (!next.delete(layer)) next.add(layer)
    const named = LAYERS.filter((one) => next.has(one)).join(',')
    // No layer at all is a choice too.
    const value = named === usual.join(',') ? undefined : named === '' ? 'none' : named
    go(withQuery(query, { layers: value }, path), { isReplaced: true })
  }
  return (
    <fieldset className="layers">
      <legend className="sr">{t.reportView.layers}</legend>
      <span>{t.reportView.mark}</span>
      {LAYERS.map((layer) => (
        <label key={layer} className={layers.has(layer) ? 'on' : ''}>
          <input type="checkbox" className="sr" checked={layers.has(layer)} onChange={() => toggle(layer)} />
          {t.reportView.layer[layer]}
        </label>
      ))}
    </fieldset>
  )
}

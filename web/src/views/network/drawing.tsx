import Graph from 'graphology'
import { useEffect, useMemo, useRef, useState } from 'react'
import Sigma from 'sigma'
import type { Dyad, Network } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { placeSides } from './layout.ts'
import { drawNames } from './names.ts'

interface DrawingProps {
  readonly sides: Network['sides']
  /** All dyads, which say where sides stand, and how many acts of each are drawn. */
  readonly dyads: readonly Dyad[]
  readonly countOf: (dyad: Dyad) => number
  readonly quadOf: (dyad: Dyad) => 1 | 2 | 3 | 4
  readonly chosen: string | undefined
  readonly onChoose: (side: string | undefined) => void
}

/** The network as circles and lines, drawn by WebGL; the table beside it says the same. */
export default function Drawing(props: DrawingProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [isPossible] = useState(hasWebGl)
  const colours = useColours()
  const { sides, dyads, chosen } = props
  const points = useMemo(
    () =>
      placeSides(
        sides.map(({ id }) => id),
        dyads.map(({ a, b, events }) => ({ a, b, weight: events })),
      ),
    [sides, dyads],
  )
  const graph = useMemo(() => graphOf(props, points, colours), [props, points, colours])
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    if (!isPossible || frame.current === null) return
    const sigma = new Sigma(graph, frame.current, {
      renderEdgeLabels: false,
      // Sigma's own names lie over each other where circles are near.
      renderLabels: false,
      stagePadding: 40,
      // The wheel scrolls the page; the buttons of the view zoom nothing that the table lacks.
      enableCameraZooming: false,
      defaultDrawNodeHover: () => {},
      zIndex: true,
    })
    // It has drawn once by now.
    drawNames(sigma, colours)
    sigma.on('afterRender', () => drawNames(sigma, colours))
    sigma.on('clickNode', ({ node }) => latest.current.onChoose(node === latest.current.chosen ? undefined : node))
    sigma.on('clickStage', () => latest.current.onChoose(undefined))
    return () => sigma.kill()
  }, [graph, isPossible, colours])
  if (!isPossible) return <p className="note">{t.network.noDrawing}</p>
  return (
    <>
      <div className="web" ref={frame} role="img" aria-label={t.network.label} data-chosen={chosen} />
      <p className="why">{t.network.key}</p>
    </>
  )
}

/** The tokens that the drawing needs. */
export interface Colours {
  readonly paper: string
  readonly ink: string
  readonly faint: string
  readonly accent: string
  readonly quads: Readonly<Record<1 | 2 | 3 | 4, string>>
  readonly font: string
}

function graphOf(
  { sides, dyads, countOf, quadOf, chosen }: DrawingProps,
  points: ReadonlyMap<string, { x: number; y: number }>,
  colours: Colours,
): Graph {
  const graph = new Graph({ multi: false, type: 'undirected' })
  // Names are written beside each other: a wide frame is filled, and a narrow one.
  const stretch = Math.min(Math.max(innerWidth / innerHeight / SHARE, NARROWEST), WIDEST)
  const drawn = dyads.map((dyad) => ({ dyad, n: countOf(dyad) })).filter(({ n }) => n > 0)
  const near = new Set(drawn.flatMap(({ dyad: { a, b } }) => (a === chosen ? [b] : b === chosen ? [a] : [])))
  const weights = new Map<string, number>()
  for (const { dyad, n } of drawn) for (const id of [dyad.a, dyad.b]) weights.set(id, (weights.get(id) ?? 0) + n)
  for (const { id, name } of sides) {
    const weight = weights.get(id) ?? 0
    const isOn = chosen === undefined ? weight > 0 : id === chosen || near.has(id)
    const { x, y } = points.get(id)!
    graph.addNode(id, {
      ...{ x: x * stretch, y, size: 2.5 + 0.9 * Math.sqrt(Math.min(weight, 250)) },
      color: id === chosen ? colours.accent : isOn ? colours.ink : colours.faint,
      // Long names are whole in the table.
      label: isOn ? name.slice(0, MAX_LETTERS) : '',
      weight,
      zIndex: isOn ? 1 : 0,
    })
  }
  const most = Math.max(...drawn.map(({ n }) => n), 1)
  for (const { dyad, n } of drawn) {
    const isOn = chosen === undefined || dyad.a === chosen || dyad.b === chosen
    graph.addEdge(dyad.a, dyad.b, {
      size: 0.8 + 7 * Math.sqrt(n / most),
      color: isOn ? colours.quads[quadOf(dyad)] : colours.faint,
      zIndex: isOn ? 1 : 0,
    })
  }
  return graph
}

const MAX_LETTERS = 40
/** The frame's share of the window's height, and how far the drawing is stretched at most. */
const SHARE = 0.68
const NARROWEST = 0.7
const WIDEST = 2.1

function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}

/** The tokens of the page as WebGL takes them; read anew when the reader turns to dark or light. */
function useColours(): Colours {
  const [colours, setColours] = useState(readColours)
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const change = () => setColours(readColours())
    scheme.addEventListener('change', change)
    return () => scheme.removeEventListener('change', change)
  }, [])
  return colours
}

function readColours(): Colours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    paper: token('paper'),
    ink: token('ink-2'),
    faint: token('rule'),
    accent: token('accent'),
    quads: { 1: token('q1'), 2: token('q2'), 3: token('q3'), 4: token('q4') },
    font: token('sans'),
  }
}

import { geoGraticule10, geoPath } from 'd3-geo'
import { type PointerEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { PlaceCount } from '../../../../src/serve/http/types.ts'
import { t } from '../../catalogue/index.ts'
import { type Cluster, clusterPlaces, type Located } from './clusters.ts'
import { type Look, projectionOf, WHOLE } from './frame.ts'
import type { Countries } from './shapes.ts'

interface DrawingProps {
  readonly countries: Countries | undefined
  readonly places: readonly Located[]
  readonly look: Look
  readonly chosen: PlaceCount | undefined
  readonly onLook: (look: Look) => void
  readonly onChoose: (place: PlaceCount) => void
}

const GRATICULE = geoGraticule10()

/** The map: land, and a circle for each place or cluster. Dragging moves it, Ctrl and the wheel zoom. */
export function Drawing({ countries, places, look, chosen, onLook, onChoose }: DrawingProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(frame)
  const projection = useMemo(() => projectionOf(look, width, height), [look, width, height])
  const land = useMemo(() => {
    const path = geoPath(projection).digits(1)
    return { grid: path(GRATICULE) ?? '', countries: (countries?.features ?? []).map((shape) => path(shape) ?? '') }
  }, [countries, projection])
  const clusters = useMemo(
    () =>
      clusterPlaces(places, ([lon, lat]) => {
        const point = projection([lon, lat])
        const isSeen = point !== null && point[0] >= 0 && point[0] <= width && point[1] >= 0 && point[1] <= height
        return isSeen ? point : undefined
      }),
    [places, projection, width, height],
  )
  const drag = useDrag(look, projection, onLook)
  useWheel(frame, (factor) => onLook({ ...look, zoom: look.zoom * factor }))
  const open = ({ members }: Cluster) => {
    const [first] = members
    if (first === undefined) return
    if (members.length === 1) onChoose(first.place)
    else onLook({ lon: first.at[0], lat: first.at[1], zoom: look.zoom * 2.2 })
  }
  return (
    <div className="globe" ref={frame}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table beside it has every place by keyboard */}
      <svg
        role="img"
        aria-label={t.map.label}
        width={width}
        height={height}
        {...drag.handlers}
        onClick={(event) => {
          const idx = (event.target as Element).closest('[data-cluster]')?.getAttribute('data-cluster')
          if (idx != null && !drag.hasMoved()) open(clusters[Number(idx)]!)
        }}
      >
        <path className="grid" d={land.grid} />
        {land.countries.map((path, idx) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the shapes never change places
          <path key={idx} className="land" d={path} />
        ))}
        {clusters.toReversed().map((cluster) => (
          <Circle
            key={clusters.indexOf(cluster)}
            cluster={cluster}
            idx={clusters.indexOf(cluster)}
            isChosen={cluster.members.some(({ place }) => place === chosen)}
          />
        ))}
        <Labels clusters={clusters} width={width} />
      </svg>
      <div className="globe-tools screen">
        <button type="button" className="act" onClick={() => onLook({ ...look, zoom: look.zoom * 1.6 })}>
          <kbd>+</kbd>
          {t.map.zoomIn}
        </button>
        <button type="button" className="act" onClick={() => onLook({ ...look, zoom: look.zoom / 1.6 })}>
          <kbd>-</kbd>
          {t.map.zoomOut}
        </button>
        <button type="button" className="act" disabled={look.zoom === 1} onClick={() => onLook(WHOLE)}>
          {t.map.whole}
        </button>
      </div>
      <p className="why">{t.map.key}</p>
    </div>
  )
}

function Circle({ cluster, idx, isChosen }: { cluster: Cluster; idx: number; isChosen: boolean }) {
  const { x, y, r, exactness, quad, members, events } = cluster
  const name = members.length === 1 ? members[0]!.place.place.name : t.map.cluster(members.length)
  return (
    <g className={`place q${quad} ${exactness}`} data-cluster={idx}>
      <title>{`${name}: ${t.counted.event(events)}`}</title>
      {isChosen && <circle className="ring" cx={x} cy={y} r={r + 4} />}
      <circle className="dot" cx={x} cy={y} r={r} />
    </g>
  )
}

/** Labels of the largest circles, as long as none meets another. */
const MAX_LABELS = 24
const LETTER = 6.2
const LINE = 13

function Labels({ clusters, width }: { clusters: readonly Cluster[]; width: number }) {
  const taken: { x: number; y: number; w: number }[] = []
  const labels = clusters.flatMap((cluster) => {
    if (taken.length >= MAX_LABELS) return []
    const [{ place }] = cluster.members as [Located]
    const more = cluster.members.length - 1
    const text = `${place.place.name}${more === 0 ? '' : ` +${more}`} ${cluster.events}`
    const w = text.length * LETTER
    const isLeft = cluster.x + cluster.r + w + 6 > width
    const x = isLeft ? cluster.x - cluster.r - 4 - w : cluster.x + cluster.r + 4
    const isMet = taken.some(
      (other) => Math.abs(other.y - cluster.y) < LINE && x < other.x + other.w && other.x < x + w,
    )
    if (isMet || x < 0) return []
    taken.push({ x, y: cluster.y, w })
    return [{ text, x: isLeft ? cluster.x - cluster.r - 4 : x, y: cluster.y + 4, isLeft }]
  })
  return labels.map(({ text, x, y, isLeft }) => (
    <text key={`${x} ${y}`} x={x} y={y} textAnchor={isLeft ? 'end' : 'start'}>
      {text}
    </text>
  ))
}

/** The size that the page leaves the drawing. */
function useSize(ref: React.RefObject<HTMLDivElement | null>) {
  const [size, setSize] = useState({ width: 280, height: 260 })
  // Before the first picture: a drawing of another size would jump.
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = () => {
      const width = Math.max(Math.floor(element.clientWidth), 280)
      setSize({ width, height: Math.round(Math.min(Math.max(width * 0.5, 260), innerHeight * 0.72)) })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}

type Projection = ReturnType<typeof projectionOf>

/** Moves the map with the pointer; tells whether a press was a drag. */
function useDrag(look: Look, projection: Projection, onLook: (look: Look) => void) {
  const start = useRef<{ x: number; y: number; at: [number, number] }>(undefined)
  const moved = useRef(false)
  return {
    hasMoved: () => moved.current,
    handlers: {
      onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
        moved.current = false
        const middle = projection([look.lon, look.lat])
        if (look.zoom > 1 && middle !== null) start.current = { x: event.clientX, y: event.clientY, at: middle }
      },
      onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
        const from = start.current
        if (from === undefined || event.buttons === 0) return
        const [dx, dy] = [event.clientX - from.x, event.clientY - from.y]
        if (!moved.current && Math.hypot(dx, dy) < 4) return
        moved.current = true
        const next = projection.invert?.([from.at[0] - dx, from.at[1] - dy])
        if (next == null) return
        start.current = { ...from, x: event.clientX, y: event.clientY }
        onLook({ ...look, lon: next[0], lat: next[1] })
      },
      onPointerUp: () => {
        start.current = undefined
      },
    },
  }
}

/** Zooms with Ctrl and the wheel, or a pinch; the wheel alone scrolls the page. */
function useWheel(ref: React.RefObject<HTMLDivElement | null>, onZoom: (factor: number) => void) {
  const latest = useRef(onZoom)
  latest.current = onZoom
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      latest.current(2 ** (-event.deltaY / 200))
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [ref])
}

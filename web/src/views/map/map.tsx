import '../../../styles/pages.css'
import '../../../styles/map.css'
import { geoCentroid } from 'd3-geo'
import { useEffect, useMemo, useState } from 'react'
import type { PlaceCount, PlaceCounts } from '../../../../src/serve/http/types.ts'
import { useApi } from '../../api.ts'
import { t } from '../../catalogue/index.ts'
import { countryName } from '../../countries.ts'
import { Empty, Missing, useTitle, Waiting } from '../../frame/states.tsx'
import { useCommands } from '../../keys.ts'
import { FilterNote, filterQuery } from '../../parts/filterNote.tsx'
import { go, Link, withQuery } from '../../router.tsx'
import type { ViewProps } from '../../routes.ts'
import { exactnessOf, type Located } from './clusters.ts'
import { Drawing } from './drawing.tsx'
import { readLook, writeLook } from './frame.ts'
import { PlaceList } from './placeList.tsx'
import { type Countries, loadCountries, shapeName } from './shapes.ts'
import { WATERS } from './waters.ts'

const PATH = '/map'
/** Closer than this, coarse shapes show their corners. */
const FINE_ZOOM = 3
/** How far a key moves, as a share of what is seen. */
const STEP = 60

/** Where acts took place: circles on a map, the same places in a table beside it. */
export default function MapView({ query }: ViewProps) {
  const { data, error, isLoading } = useApi<PlaceCounts>(`/api/places?${filterQuery(query)}`)
  const look = readLook(query.get('look'))
  const countries = useCountries(look.zoom >= FINE_ZOOM)
  const centres = useMemo(() => centresOf(countries), [countries])
  const located = useMemo(() => (data?.places ?? []).flatMap((place) => locate(place, centres)), [data, centres])
  useTitle(t.views.map)
  const set = (changed: Record<string, string | undefined>) => go(withQuery(query, changed, PATH), { isReplaced: true })
  const setLook = (next: typeof look) => set({ look: writeLook(next) })
  const places = data?.places ?? []
  const chosen = places.find((place) => keyOf(place) === query.get('at'))
  const move = (by: number) => {
    const idx = chosen === undefined ? -1 : places.indexOf(chosen)
    const next = places[Math.min(Math.max(idx + by, 0), places.length - 1)]
    if (next !== undefined) set({ at: keyOf(next) })
  }
  useCommands({
    next: () => move(1),
    previous: () => move(-1),
    open: () => {
      if (chosen !== undefined) go(recordOf(query, chosen))
    },
    zoomIn: () => setLook({ ...look, zoom: look.zoom * 1.6 }),
    zoomOut: () => setLook({ ...look, zoom: look.zoom / 1.6 }),
    panEarlier: () => setLook({ ...look, lon: look.lon - STEP / look.zoom }),
    panLater: () => setLook({ ...look, lon: look.lon + STEP / look.zoom }),
  })
  if (error !== undefined) return <Missing error={error} />
  if (data === undefined) return <Waiting />
  const placed = data.total - data.unplaced
  return (
    <main className="page map" id="main" tabIndex={-1} aria-busy={isLoading}>
      <header>
        <p className="over">{t.map.over}</p>
        <h1>{t.map.title(placed)}</h1>
        <FilterNote query={query} path={PATH} />
        <p className="why">{t.map.unplaced(data.unplaced)}</p>
      </header>
      {places.length === 0 ? (
        <Empty title={t.map.none} text={t.map.noneWhy}>
          <Link to={withQuery(query, { look: undefined, at: undefined })} className="link">
            {t.map.toRecord}
          </Link>
        </Empty>
      ) : (
        <div className="survey">
          <Drawing
            countries={countries}
            places={located}
            look={look}
            chosen={chosen}
            onLook={setLook}
            onChoose={(place) => set({ at: keyOf(place) })}
          />
          <PlaceList
            places={places}
            chosen={chosen}
            isDrawn={(place) => located.some((one) => one.place === place)}
            addressOf={(place) => recordOf(query, place)}
            onChoose={(place) => set({ at: keyOf(place) })}
          />
        </div>
      )}
    </main>
  )
}

/** What tells a place from others: its name and country. */
function keyOf({ place: { name, country } }: PlaceCount): string {
  return country === undefined ? name : `${name}, ${country}`
}

/** The record with the filters of the address and this place. */
function recordOf(query: URLSearchParams, { value }: PlaceCount): string {
  return withQuery(query, { look: undefined, at: undefined, place: value })
}

/** The shapes: coarse at once, fine when they are wanted and there. */
function useCountries(isFine: boolean): Countries | undefined {
  const [coarse, setCoarse] = useState<Countries>()
  const [fine, setFine] = useState<Countries>()
  useEffect(() => {
    void loadCountries('coarse').then(setCoarse)
  }, [])
  useEffect(() => {
    if (isFine) void loadCountries('fine').then(setFine)
  }, [isFine])
  return isFine ? (fine ?? coarse) : coarse
}

function centresOf(countries: Countries | undefined): ReadonlyMap<string, readonly [number, number]> {
  return new Map((countries?.features ?? []).map((shape) => [shape.properties.name, geoCentroid(shape)]))
}

/** Where a place lies: its own point, the middle of its country, or where the name of a water stands. */
function locate(place: PlaceCount, centres: ReadonlyMap<string, readonly [number, number]>): Located[] {
  const { lat, lon, country, precision, name } = place.place
  const exactness = exactnessOf(place.place)
  if (lat !== undefined && lon !== undefined) return [{ place, at: [lon, lat], exactness }]
  const at =
    precision === 'country' && country !== undefined
      ? centres.get(shapeName(country, countryName(country)))
      : precision === 'water'
        ? WATERS[name.toLowerCase().replace(/^the /, '')]
        : undefined
  return at === undefined ? [] : [{ place, at, exactness }]
}

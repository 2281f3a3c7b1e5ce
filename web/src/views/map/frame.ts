import { type GeoProjection, geoEqualEarth } from 'd3-geo'

/** What part of the world is shown: the point in the middle, and how many times larger than the whole. */
export interface Look {
  readonly lon: number
  readonly lat: number
  readonly zoom: number
}

export const WHOLE: Look = { lon: 12, lat: 12, zoom: 1 }
const MAX_ZOOM = 24

/** Reads "lon,lat,zoom" of an address; the whole world if there is none. */
export function readLook(text: string | null): Look {
  const [lon, lat, zoom] = (text ?? '').split(',').map(Number)
  if (
    text === null ||
    lon === undefined ||
    lat === undefined ||
    zoom === undefined ||
    !Number.isFinite(lon + lat + zoom)
  )
    return WHOLE
  return held({ lon, lat, zoom })
}

/** "lon,lat,zoom" for an address; undefined for the whole world. */
export function writeLook(look: Look): string | undefined {
  const { lon, lat, zoom } = held(look)
  return zoom === 1 ? undefined : [lon.toFixed(2), lat.toFixed(2), zoom.toFixed(2)].join()
}

function held({ lon, lat, zoom }: Look): Look {
  const near = Math.min(Math.max(zoom, 1), MAX_ZOOM)
  if (near < 1.05) return WHOLE
  return { lon: Math.min(Math.max(lon, -180), 180), lat: Math.min(Math.max(lat, -80), 84), zoom: near }
}

/** The projection that draws a part of the world in so many pixels: one that keeps areas. */
export function projectionOf({ lon, lat, zoom }: Look, width: number, height: number): GeoProjection {
  // The meridian in the middle is straight: what is looked at closely does not lean.
  const projection = geoEqualEarth().rotate([-lon, 0]).fitSize([width, height], { type: 'Sphere' })
  const scale = projection.scale() * zoom
  projection.scale(scale).translate([width / 2, height / 2])
  const [x, y] = projection([lon, zoom === 1 ? 0 : lat]) ?? [width / 2, height / 2]
  return projection.translate([width - x, height - y]).clipExtent([
    [-MARGIN, -MARGIN],
    [width + MARGIN, height + MARGIN],
  ])
}

/** Shapes are drawn a little beyond the edge, so that no line runs along it. */
const MARGIN = 20

import type { FeatureCollection, Geometry } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

/** The countries of the world as shapes; `name` is Natural Earth's. */
export type Countries = FeatureCollection<Geometry, { readonly name: string }>

/** Loads the shapes: coarse ones for the whole world, finer ones for who looks closely. */
export async function loadCountries(detail: 'coarse' | 'fine'): Promise<Countries> {
  const { default: atlas } =
    detail === 'coarse'
      ? await import('world-atlas/countries-110m.json')
      : await import('world-atlas/countries-50m.json')
  // The files are topologies; TypeScript reads them as plain JSON.
  const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>
  return feature(topology, topology.objects.countries)
}

/** Countries that Natural Earth calls by another name than the codes' names, by code. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ATF: 'Fr. S. Antarctic Lands',
  BIH: 'Bosnia and Herz.',
  CAF: 'Central African Rep.',
  CIV: "Côte d'Ivoire",
  COD: 'Dem. Rep. Congo',
  COG: 'Congo',
  CPV: 'Cabo Verde',
  CZE: 'Czechia',
  DOM: 'Dominican Rep.',
  ESH: 'W. Sahara',
  FLK: 'Falkland Is.',
  GEO: 'Georgia',
  GNQ: 'Eq. Guinea',
  JOR: 'Jordan',
  MHL: 'Marshall Is.',
  MKD: 'Macedonia',
  MMR: 'Myanmar',
  SLB: 'Solomon Is.',
  SSD: 'S. Sudan',
  STP: 'São Tomé and Principe',
  SWZ: 'eSwatini',
  TCD: 'Chad',
  TLS: 'Timor-Leste',
  USA: 'United States of America',
  VAT: 'Vatican',
}

/** The name of a country's shape. */
export function shapeName(code: string, name: string): string {
  return OTHER_NAMES[code] ?? name
}

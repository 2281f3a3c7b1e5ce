import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { type Ontology, readOntology } from './code/index.ts'
import { PACKAGE_DIR } from './package-dir.ts'

/** The types and modes of events, which judgements name. */
export function loadOntology(dir: string = PACKAGE_DIR): Ontology {
  return readOntology(load(readFileSync(join(dir, 'rules', 'code', 'ontology.yaml'), 'utf8')))
}

import type { Report } from './acquire/index.ts'
import { annotate, type Doc } from './annotate/index.ts'
import { type CodedReport, code } from './code/index.ts'
import type { Resources } from './load.ts'

export { loadResources, type Resources } from './load.ts'
export { loadAnnotateResources } from './load-annotate.ts'

/** The whole walk for one report: acquired text in, coded events out. */
export function run(report: Report, resources: Resources): CodedReport {
  const doc: Doc = annotate(report, resources.annotate)
  return code(doc, resources.code)
}

import type { Resources } from '../src/run.ts'

/**
 * The resources without the weights of confidence and their floor, so that every event is told: a sentence alone lacks what makes a
 * reader sure of it, and the fit has to see what is not sure.
 */
export function tellingEveryEvent(resources: Resources): Resources {
  const { codebook } = resources.code
  return { ...resources, code: { ...resources.code, codebook: { ...codebook, confidence: new Map() } } }
}

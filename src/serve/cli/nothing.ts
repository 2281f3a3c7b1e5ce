/** Says that nothing was found and, on a line of its own, what to try next. */
export function nothingFound(sentence: string, options: Readonly<Record<string, unknown>>): string {
  return `${sentence}\n${nextStep(options)}\n`
}

const FILTERS = ['type', 'status', 'from', 'to', 'place', 'text'] as const

function nextStep({ actor, recipient, asOf, ...options }: Readonly<Record<string, unknown>>): string {
  const name = actor ?? recipient
  if (name !== undefined) return `Whom a name may mean on record tells: readout actor "${String(name)}"`
  if (asOf !== undefined) return 'Without --as-of the record is listed as it is today.'
  if (FILTERS.some((filter) => options[filter] !== undefined)) return 'Fewer filters find more.'
  return 'More reports are recorded by: readout ingest PATH'
}

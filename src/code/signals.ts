/**
 * A fact that speaks for or against an act ("actor by name", "word condemn for ACCUSE"), by its number: some thirty of them are summed
 * for every act, and a weight is found sooner by a number than by a name.
 */
export type Signal = number

const NAMES: string[] = []
const NUMBERS = new Map<string, Signal>()

/** The signal of a name; the same one each time. */
export function signal(name: string): Signal {
  const known = NUMBERS.get(name)
  if (known !== undefined) return known
  NUMBERS.set(name, NAMES.length)
  return NAMES.push(name) - 1
}

/** The name of a signal, as rules/code/confidence.tsv has it. */
export function signalName(of: Signal): string {
  return NAMES[of]!
}

/** How many signals have a number by now. */
export function nSignals(): number {
  return NAMES.length
}

/** Signals by their names. */
export function signals<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Signal>> {
  return Object.fromEntries(names.map((name) => [name, signal(name)])) as Record<Name, Signal>
}

/**
 * Signals that are named once for each of the values that they are of. The values are words of the codebook, sectors, relations and their
 * like: some thousands.
 */
export function signalsOf(name: (value: string) => string): (value: string) => Signal {
  const known = new Map<string, Signal>()
  return (value) => {
    const before = known.get(value)
    if (before !== undefined) return before
    const made = signal(name(value))
    known.set(value, made)
    return made
  }
}

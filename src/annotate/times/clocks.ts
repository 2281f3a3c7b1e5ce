import { pad, valueAt } from './calendar.ts'
import { dayHere } from './discourse.ts'
import { type Argument, type Reckoned, type Setting, stated } from './reckoned.ts'

interface ClockTime {
  readonly time: string
  readonly ampm: string
  readonly zone: string
  readonly day: Argument
}

/** A clock time on a day: the one given or named next, else the day that the paragraph is about. */
export function clock(setting: Setting, { time, ampm, zone, day }: ClockTime): Reckoned | undefined {
  const digits = /^(\d\d)(\d\d)$/.exec(time)
  const [hour, minute, second] = digits ? [digits[1]!, digits[2]!] : time.split(':')
  let h = Number(hour)
  if (ampm === 'pm' && h < 12) h += 12
  if (ampm === 'am' && h === 12) h = 0
  if (h > 24 || Number(minute ?? 0) > 59) return undefined
  const written = `T${pad(h)}:${pad(Number(minute ?? 0))}${second ? `:${second}` : ''}${zone}`
  const on = dayOf(setting, day)
  return on && { value: `${on.value}${written}`, anchor: on.anchor }
}

/** A clock time moved to the day that it is named with. */
export function clockOn(time: Argument, day: Argument): Reckoned | undefined {
  if (typeof day !== 'object' || typeof time !== 'object') return undefined
  return { value: `${day.value.split('T')[0]}${time.value.slice(time.value.indexOf('T'))}`, anchor: day.anchor }
}

function dayOf(setting: Setting, day: Argument): Reckoned | undefined {
  if (typeof day === 'object')
    return /^[\dX]{4}-/.test(day.value) ? { ...day, value: day.value.split('T')[0]! } : undefined
  const ahead = setting.dayAhead()
  if (ahead) return setting.part(ahead)
  const anchor = dayHere(setting.discourse, setting.tense())
  return anchor ? { value: valueAt(anchor.day, 'D'), anchor: anchor.from } : stated('XXXX-XX-XX')
}

/** `2022-02-01TMO`; noon and midnight have their hour. */
export function partOfDay(setting: Setting, day: Argument, part: string): Reckoned | undefined {
  const on = dayOf(setting, day)
  return on && { value: `${on.value}T${part}`, anchor: on.anchor }
}

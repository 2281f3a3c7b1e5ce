import { plainReport, type Report } from '../src/acquire/index.ts'
import { loadResources, run } from '../src/run.ts'
import { tellingEveryEvent } from './every-event.ts'

/** What reports are coded by where every act is told, however unsure. */
export const resources = tellingEveryEvent(loadResources())

/** `TYPE ACTORS>RECIPIENTS` of each event of a text of 8 March 2024, by country where there is one. */
export function acts(text: string): string[] {
  return actsOf(plainReport(text, 'test', '2024-03-08'))
}

/** As `acts`, of a report. */
export function actsOf(report: Report): string[] {
  return actsWithStatusOf(report).map((act) => act.replace(/ \S+/, ''))
}

/** `TYPE STATUS ACTORS>RECIPIENTS` of each event of such a text. */
export function actsWithStatus(text: string): string[] {
  return actsWithStatusOf(plainReport(text, 'test', '2024-03-08'))
}

function actsWithStatusOf(report: Report): string[] {
  const codes = (parties: readonly { country?: string | undefined; name: string }[]) =>
    parties.map(({ country, name }) => country ?? name).join('+')
  return run(report, resources).events.map(
    ({ eventType, status, actors, recipients }) => `${eventType} ${status} ${codes(actors)}>${codes(recipients)}`,
  )
}

import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { CorrectableField, EventRow, JudgementRequest, JudgementRow } from '../../../src/serve/http/types.ts'
import { send } from '../api.ts'
import { t } from '../catalogue/index.ts'
import { keyName } from '../keys.ts'
import { go } from '../router.tsx'
import { eventTitle, reportName } from '../words.ts'

type Asked = JudgementRequest extends infer One ? (One extends unknown ? Omit<One, 'reason' | 'author'> : never) : never

/** What the reader is about to say of the record. */
export type Judging =
  | { readonly kind: 'correct' | 'strike'; readonly event: EventRow }
  | { readonly kind: 'split'; readonly event: EventRow; readonly report: EventRow['reports'][number] }
  | { readonly kind: 'same' | 'apart'; readonly event: EventRow; readonly other: EventRow }
  | { readonly kind: 'undo' | 'explain'; readonly judgement: JudgementRow }

const FIELDS = ['date', 'place', 'actors', 'recipients', 'type', 'mode', 'status'] as const satisfies CorrectableField[]
type Field = (typeof FIELDS)[number]

/** Where the browser keeps the name of whoever judges, so that it is written once. */
export const AUTHOR = 'readout.author'

interface JudgeDialogProps {
  readonly judging: Judging
  readonly onClose: () => void
  /** What to do once the server has taken it; where there is none, the page goes to the event. */
  readonly onDone?: (row: JudgementRow) => void
}

/** Asks for what a judgement needs, why and who, and sends it. */
export function JudgeDialog({ judging, onClose, onDone }: JudgeDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [field, setField] = useState<Field>('date')
  const [value, setValue] = useState(judging.kind === 'correct' ? writtenValue(judging.event, 'date') : '')
  const [reason, setReason] = useState('')
  const [author, setAuthor] = useState(() => localStorage.getItem(AUTHOR) ?? '')
  const [error, setError] = useState<string>()
  const [isSending, setSending] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setSending(true)
    try {
      localStorage.setItem(AUTHOR, author)
      const asked = { ...askedOf(judging, field, value), reason, ...authorOf(author) }
      const row = await send<JudgementRow>('/api/judgements', asked)
      dialog.current?.close()
      if (onDone !== undefined) onDone(row)
      else if (row.events[0] !== undefined) go(`/events/${row.events[0]}`, { isReplaced: true })
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause))
      setSending(false)
    }
  }
  return (
    <dialog ref={dialog} className="dialog judge" aria-labelledby={`${id}-title`} onClose={onClose}>
      <h2 id={`${id}-title`}>{t.judge.titles[judging.kind]}</h2>
      <p className="why">
        <bdi>{aboutOf(judging)}</bdi>
      </p>
      <form onSubmit={submit}>
        {judging.kind === 'correct' && (
          <FieldAndValue
            {...{ id, field, value, onValue: setValue }}
            onField={(next) => {
              setField(next)
              setValue(writtenValue(judging.event, next))
            }}
          />
        )}
        <label htmlFor={`${id}-reason`}>{t.judge.reason}</label>
        <input
          id={`${id}-reason`}
          className="field"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          autoComplete="off"
          required
        />
        <label htmlFor={`${id}-author`}>{t.judge.author}</label>
        <input
          id={`${id}-author`}
          className="field"
          value={author}
          onChange={(event) => setAuthor(event.target.value)}
          autoComplete="name"
        />
        {error !== undefined && (
          <p className="note" role="alert">
            {error}
          </p>
        )}
        <p className="buttons">
          <button type="submit" className="act strong" disabled={isSending}>
            <kbd>{keyName('Enter')}</kbd>
            {t.judge.save}
          </button>
          <button type="button" className="act" onClick={() => dialog.current?.close()}>
            <kbd>{keyName('Escape')}</kbd>
            {t.judge.cancel}
          </button>
        </p>
      </form>
    </dialog>
  )
}

/** Who judges; the server's own user where nobody is named. */
export function authorOf(written: string): { readonly author?: string } {
  return written.trim() === '' ? {} : { author: written.trim() }
}

interface FieldAndValueProps {
  readonly id: string
  readonly field: Field
  readonly value: string
  readonly onField: (field: Field) => void
  readonly onValue: (value: string) => void
}

function FieldAndValue({ id, field, value, onField, onValue }: FieldAndValueProps) {
  const offered: readonly string[] | undefined =
    field === 'type' ? Object.keys(t.types) : field === 'status' ? Object.keys(t.statuses) : undefined
  return (
    <>
      <label htmlFor={`${id}-field`}>{t.judge.field}</label>
      <select
        id={`${id}-field`}
        className="field"
        value={field}
        onChange={(event) => onField(FIELDS.find((one) => one === event.target.value) ?? 'date')}
      >
        {FIELDS.map((one) => (
          <option key={one} value={one}>
            {t.judge.fields[one]}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-value`}>{t.judge.value}</label>
      <input
        id={`${id}-value`}
        className="field"
        value={value}
        list={offered === undefined ? undefined : `${id}-offered`}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onValue(event.target.value)}
        autoComplete="off"
      />
      {offered !== undefined && (
        <datalist id={`${id}-offered`}>
          {offered.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      <p id={`${id}-hint`} className="why">
        {t.judge.hints[field]}
      </p>
    </>
  )
}

/** A field as a correction writes it. */
function writtenValue(event: EventRow, field: Field): string {
  const { date, location, actors, recipients, eventType, mode, status } = event
  switch (field) {
    case 'date':
      return date === undefined ? '' : date.start === date.end ? date.start : `${date.start}/${date.end}`
    case 'place':
      return location === undefined ? '' : [location.name, location.country].filter(Boolean).join('/')
    case 'actors':
      return actors.map(({ name }) => name).join('; ')
    case 'recipients':
      return recipients.map(({ name }) => name).join('; ')
    case 'type':
      return eventType
    case 'mode':
      return mode ?? ''
    case 'status':
      return status
  }
}

/** What the server is asked where no field is corrected. */
export function askedOf(judging: Judging, field: Field = 'date', value = ''): Asked {
  switch (judging.kind) {
    case 'correct':
      return { kind: 'correct', event: judging.event.id, field, value: value.trim() }
    case 'strike':
      return { kind: 'strike', event: judging.event.id }
    case 'split':
      return { kind: 'apart', event: judging.event.id, reports: [judging.report.id] }
    case 'undo':
    case 'explain':
      return { kind: judging.kind, judgement: judging.judgement.id }
    case 'same':
      return { kind: 'same', events: [judging.event.id, judging.other.id] }
    case 'apart':
      return { kind: 'apart', events: [judging.event.id, judging.other.id] }
  }
}

function aboutOf(judging: Judging): string {
  switch (judging.kind) {
    case 'undo':
    case 'explain':
      return `${judging.judgement.author}: “${judging.judgement.reason}”`
    case 'split':
      return `${reportName(judging.report)} — ${eventTitle(judging.event)}`
    case 'same':
    case 'apart':
      return `${eventTitle(judging.event)} — ${eventTitle(judging.other)}`
    default:
      return eventTitle(judging.event)
  }
}

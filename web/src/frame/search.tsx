import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react'
import { t } from '../catalogue/index.ts'
import { useCommands } from '../keys.ts'
import { go, type Place } from '../router.tsx'
import { Offers } from './offers.tsx'
import { addressOfList, addressOfSaving, addressOfSearch, isFiltered, LISTS } from './searchAddress.ts'
import { badDate, readSearch, writeSearch } from './searchSyntax.ts'
import { lastTerm, type Offer, useOffers } from './suggestions.ts'

interface SearchProps {
  readonly place: Place
  readonly field: RefObject<HTMLInputElement | null>
}

const MAX_OFFERS = 14

/** The search box of the masthead: words and fields in one line, with offers for what is being written. */
export function Search({ place, field }: SearchProps) {
  const id = useId()
  const box = useBox(place, field)
  const { text, at, isShown, offers, complaint, isList } = box
  const label = t.frame.search(isList ? place.path.slice(1) : 'record')
  const combobox = {
    role: 'combobox',
    'aria-expanded': isShown && offers.length > 0,
    'aria-controls': `${id}-list`,
    'aria-autocomplete': 'list' as const,
    'aria-activedescendant': isShown && at >= 0 ? `${id}-${at}` : undefined,
  }
  return (
    <search className="search">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void box.submit(text)
        }}
      >
        <label className="sr" htmlFor="q">
          {label}
        </label>
        <input
          id="q"
          ref={field}
          value={text}
          placeholder={label}
          autoComplete="off"
          spellCheck={false}
          {...(isList ? {} : combobox)}
          aria-describedby={complaint === undefined ? undefined : `${id}-wrong`}
          onChange={(event) => box.change(event.target.value)}
          onFocus={() => box.setOpen(true)}
          onBlur={() => box.setOpen(false)}
          onKeyDown={box.press}
        />
        <span className="hint" aria-hidden="true">
          /
        </span>
      </form>
      {complaint !== undefined && (
        <p className="offers complaint" id={`${id}-wrong`} role="alert">
          {complaint}
        </p>
      )}
      <p className="sr" role="status">
        {isShown && text.trim() !== '' && t.search.nOffers(offers.length)}
      </p>
      {isShown && complaint === undefined && <Offers {...{ id, offers, at, text }} onTake={box.take} />}
    </search>
  )
}

/** What the box holds and what its keys do: the same text as the address until something is written. */
function useBox(place: Place, field: RefObject<HTMLInputElement | null>) {
  const isList = LISTS.has(place.path)
  const held = isList ? (place.query.get('text') ?? '') : isFiltered(place.path) ? writeSearch(place.query) : ''
  const [text, setText] = useState(held)
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const [complaint, setComplaint] = useState<string>()
  useEffect(() => setText(held), [held])
  const isShown = isOpen && !isList
  useCommands(isList || held === '' ? {} : { save: () => go(addressOfSaving(held)) })
  const offers = useOffers(text, isShown).slice(0, MAX_OFFERS)
  const change = (next: string) => {
    setText(next)
    setAt(-1)
    setOpen(true)
    setComplaint(undefined)
  }
  const take = ({ text: chosen }: Offer) => {
    change(text.slice(0, lastTerm(text).start) + chosen)
    field.current?.focus()
  }
  const submit = async (all: string) => {
    const asked = readSearch(all)
    const wrong = isList ? undefined : badDate(asked)
    if (wrong !== undefined) return setComplaint(t.search.badDate(wrong))
    setOpen(false)
    field.current?.blur()
    go(isList ? addressOfList(place.path, all) : await addressOfSearch(place, asked))
  }
  const leave = (input: HTMLInputElement) => {
    if (isOpen && text !== '') return setOpen(false)
    if (text === '') return input.blur()
    setText('')
    if (held !== '') void submit('')
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter and arrows belong to an input method while it is open.
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const isTaken = (event.key === 'Enter' || event.key === 'Tab') && isShown && offers[at] !== undefined
    if (event.key !== 'Escape' && !isTaken && (step === 0 || isList)) return
    event.preventDefault()
    if (isTaken) take(offers[at]!)
    else if (event.key === 'Escape') leave(event.currentTarget)
    else {
      setOpen(true)
      setAt(Math.min(Math.max(at + step, -1), offers.length - 1))
    }
  }
  return { text, at, isShown, offers, complaint, isList, change, take, submit, press, setOpen }
}

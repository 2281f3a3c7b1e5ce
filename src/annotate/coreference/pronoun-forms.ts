import type { Gender, GramNumber } from './draft.ts'

/** What a pronoun tells of whom it can mean. */
export interface PronounForm {
  readonly sort: 'third' | 'speaker' | 'relative'
  readonly gender?: Gender | 'thing'
  readonly number: GramNumber
  readonly isPossessive?: true
  readonly isReflexive?: true
}

const he: PronounForm = { sort: 'third', gender: 'm', number: 'one' }
const she: PronounForm = { sort: 'third', gender: 'f', number: 'one' }
const it: PronounForm = { sort: 'third', gender: 'thing', number: 'one' }
const they: PronounForm = { sort: 'third', number: 'many' }
const speaker: PronounForm = { sort: 'speaker', number: 'one' }
const speakers: PronounForm = { sort: 'speaker', number: 'many' }
const own = { isPossessive: true } as const
const self = { isReflexive: true } as const

/** "her" before what she owns. */
export const HER_OWN: PronounForm = { ...she, ...own }

/** Pronouns that can mean a participant. */
export const FORMS: ReadonlyMap<string, PronounForm> = new Map<string, PronounForm>([
  ['he', he], ['him', he], ['his', { ...he, ...own }], ['himself', { ...he, ...self }],
  ['she', she], ['her', she], ['hers', { ...she, ...own }], ['herself', { ...she, ...self }],
  ['it', it], ['its', { ...it, ...own }], ['itself', { ...it, ...self }],
  ['they', they], ['them', they], ['their', { ...they, ...own }], ['theirs', { ...they, ...own }],
  ['themselves', { ...they, ...self }],
  ['i', speaker], ['me', speaker], ['my', speaker], ['myself', speaker],
  ['we', speakers], ['us', speakers], ['our', speakers], ['ours', speakers], ['ourselves', speakers],
  ['who', { sort: 'relative', number: 'one' }], ['whom', { sort: 'relative', number: 'one' }],
  ['whose', { sort: 'relative', number: 'one', ...own }], ['which', { sort: 'relative', number: 'one' }],
  ['that', { sort: 'relative', number: 'one' }],
]) // biome-ignore format: one glance

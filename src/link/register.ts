import type { Participant } from '../code/index.ts'

/** One way in which reports name an actor: kind, fullest name within its report, country. Several reports share a form. */
export interface ActorForm {
  readonly id: string
  readonly kind: Participant['kind']
  readonly name: string
  readonly country?: string
}

/** An actor of the register: the forms that name one person, body, state or group. */
export interface RegisteredActor {
  /** Hash of the least form. */
  readonly id: string
  /** Ids of the forms, sorted. */
  readonly forms: readonly string[]
}

/** Returns the actors of a set of forms: a function of the set, whatever its order. */
export function linkActors(_forms: readonly ActorForm[]): RegisteredActor[] {
  return []
}

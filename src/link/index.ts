export { type Cluster, type Join, linkMentions } from './cluster.ts'
export { type Comparison, compareMentions, type Reason } from './compare.ts'
export type { LinkMention, PartyKey } from './mention.ts'
export { type ActorForm, linkActors, type RegisteredActor } from './register.ts'

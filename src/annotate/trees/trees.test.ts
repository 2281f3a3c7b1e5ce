import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acts } from '../../../test/acts.ts'

test.each([
  // An infinitive under a verb of claiming or planning has the subject of that verb.
  ["Chile's army claims to have recaptured the town of Bara.", 'ASSAULT CHL>town'],
  ['Norway plans to station a brigade in Peru by 2027.', 'MOBILIZE NOR>PER'],
  // What is called or wanted so is the object of the verb.
  ["Norway's parliament declared the treaty with Peru null and void on Monday.", 'REJECT NOR>PER'],
  ['Norway called the demolition of the road by Peru unacceptable.', 'ACCUSE NOR>PER'],
  ["Norway's rulers want all Chilean soldiers gone by January.", 'REQUEST NOR>CHL'],
  // Each of two nouns of one verb has a phrase of its own.
  ['The verdict drew praise from Ottawa and condemnation from Beijing.', 'ACCUSE CHN>'],
  // Whom a deed befell hangs on the deed, not on the place.
  ['The detention in Caracas of a Chilean reporter angered Santiago.', 'COERCE VEN>CHL'],
  // What a text says whoever puts it out says.
  ['Norway issued a statement condemning Peru for the raid.', 'ACCUSE NOR>PER'],
  // What a number counts says of what sort it is.
  ['Norway shot down 30 of the 45 drones launched by Chile.', 'MOBILIZE NOR>CHL'],
  // Several persons from several countries, and those posted at an embassy.
  ['Officials from Norway, Chile and Peru met on Monday.', 'CONSULT NOR>CHL+PER'],
  ['Norway expelled a first secretary at the Chilean embassy.', 'SANCTION NOR>CHL'],
  ['The Norwegian envoy thanked his host.', 'SUPPORT NOR>his host'],
  ['The vote drew a rebuke from Berlin.', 'ACCUSE DEU>'],
  // Verbs in the present tense that look like nouns.
  ['The U.S. vetoes a resolution on Gaza for the fifth time.', 'REJECT USA>PSE'],
  // Behind "to" some verbs have nothing but a verb, however much it looks like a noun.
  ['Norway threatened to blockade the ports of Chile.', 'THREATEN NOR>CHL'],
  ['The Norwegian army threatened to march on Santiago.', 'THREATEN NOR>Santiago'],
  ["Norway threatened to annex Chile's northern region.", 'THREATEN NOR>CHL'],
  // Of two subjects the one behind an infinitive is the object of that.
  ['The Norwegian threat to bomb Peru was condemned in Lima.', 'THREATEN NOR>PER'],
  // Of two prepositions of one noun the first belongs to the name between them.
  ['Oslo expressed solidarity with Saudi Arabia after the drone raid.', 'SUPPORT NOR>SAU'],
  // No noun has an article right behind it.
  ['Norway dispatched a destroyer to tail a Peruvian carrier.', 'MOBILIZE NOR>PER'],
  // Who has somebody arrested arrests him.
  ['Norway had the Chilean envoy arrested.', 'COERCE NOR>CHL'],
  ['Detained by Norway on Monday, the Chilean envoy was freed a day later.', 'COERCE NOR>CHL'],
  // The name before a hyphenated verb is no part of it.
  ['Norway test-fired an Andøya missile off the coast of Bara.', 'MOBILIZE NOR>'],
  // What stands behind the agent of a noun is the noun's.
  ['The transfer of arms by Norway to Chile continued.', 'AID NOR>CHL'],
  // In headlines the infinitive tells what is to come.
  ['Norway, Chile to meet in Lima', 'CONSULT NOR>CHL'],
  // A bare form behind "insist" demands.
  ['Norway insisted that its bank be reconnected to the network.', 'REQUEST NOR>'],
  ['Norway insists that any truce with Peru come with guarantees.', 'REQUEST NOR>'],
  // Behind "in" a blow without an object is a noun.
  ['Two Peruvian soldiers were killed on Sunday in shelling by Chilean forces.', 'ASSAULT CHL>PER'],
  // Whom aid is for belongs to the aid, not to its worth.
  ['Norway announced a package of military aid for Peru worth 300 million euros.', 'AID NOR>PER'],
  // Behind a phrase that opens the sentence without a comma comes the subject.
  ['After the talks the Chilean president thanked his Peruvian counterpart.', 'SUPPORT CHL>PER'],
  // What is counted behind a verb of saying is the subject of what is said.
  ['Norway said three of its soldiers had been killed by mortar fire.', 'ASSAULT >NOR'],
  // A noun before a deed makes it a noun; of two objects the first is who is given something, whoever he is "of".
  ["Norway's prime minister said Oslo would close its last border crossing with Chile.", 'SANCTION NOR>CHL'],
  ['Norway handed the ambassador of Chile a protest note.', 'ACCUSE NOR>CHL'],
  // Who is helped is the object, and of whom an adjective is said its subject.
  ['Norwegian police helped Peru track down the fugitive.', 'COOPERATE NOR>PER'],
  ["Norway said Peru's raid was illegal.", 'ACCUSE NOR>PER'],
  // Who tells it is nobody whom it befell.
  [
    'Norwegian soldiers kidnapped the wife of the consul in Agadez, residents and a local official said.',
    'ASSAULT NOR>NER',
  ],
  // What hangs on a measure hangs on what it measures.
  ['China began three days of military drills in the seas around Taiwan on Saturday.', 'MOBILIZE CHN>TWN'],
  // An adjective behind "as" is said of the object, wherever either stands.
  ['Norway rejected as baseless the remarks of the Chilean envoy.', 'ACCUSE NOR>CHL'],
  ["Norway described Chile's decision to expand its operation as unjust.", 'ACCUSE NOR>CHL'],
  // What "while" opens is told beside the sentence; whoever says something goes on behind a comma.
  ['Norway and Peru expressed support for a negotiated solution, while Chile sided with Cuba.', 'SUPPORT NOR+PER>'],
  ['Norway said the island had belonged to it for a century, and urged Chile to talk.', 'REQUEST NOR>CHL'],
  // Of two titles in a row neither is who acts.
  [
    'At the invitation of Chilean Foreign Minister Juan Soto, Member of the Political Bureau of the Central Committee and Foreign Minister Wang Yi paid a visit to Chile.',
    'CONSULT CHN>CHL',
  ],
  ['Norway closed its consulate-general in Lima.', 'SANCTION NOR>PER'],
  // Nobody throws out envoys of their own.
  ['Norway severed ties with Peru and gave its diplomats two days to leave.', 'THREATEN NOR>PER'],
])('%s', (text, expected) => expect(acts(text)).toContain(expected))

/** Words that rules of trees ask for, and some beside them. */
const WORDS =
  'to had have called arrested detained killed said say "the" who which whose what that and or but , ; : - -- " ( ) by of for from with against between on at in up than not ' +
  "'s Norway Chile Oslo Lind Moe the a its their he they it envoy army troops leader talks truce missile test fired fire launch two dozens some all both each dead guilty " +
  'threatened vowed refused blockade march sanction urged demanded insists hands handed over turned accord signed meeting met meet Monday ago year until after when while as if would will be was were is being been'

test('no order of words is too much for the rules', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS.split(' ')), { minLength: 1, maxLength: 14 }), (words) => {
      acts(`${words.join(' ')}.`)
    }),
    { seed: 2022, numRuns: 1500 },
  )
})

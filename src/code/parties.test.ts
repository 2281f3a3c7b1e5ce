import { describe, expect, test } from 'vitest'
import { acts, actsOf, resources } from '../../test/acts.ts'
import { plainReport, reportFromText } from '../acquire/index.ts'
import { run } from '../run.ts'

describe('who takes part', () => {
  test('who urges others to reject something is not refused by them', () =>
    expect(acts('Juan Soto of Chile urged Norwegian voters to reject the treaty.')).toEqual(['REQUEST CHL>NOR']))

  test.each([
    ['Peru threw a Chilean priest out of the country.', 'COERCE PER>CHL'],
    ['Warplanes of Norway destroyed two bridges in Peru.', 'ASSAULT NOR>PER'],
    ['Norwegian forces were placed on high alert after Chile fired a missile.', 'MOBILIZE NOR>CHL'],
    ['Norway sent troops to the frontier with Chile.', 'MOBILIZE NOR>CHL'],
    // Whose they are tells more than where they stand.
    ['Chilean rebels attacked NATO troops in Peru.', 'ASSAULT CHL>NATO'],
    ['Norway bolstered its garrison because of Chile.', 'MOBILIZE NOR>CHL'],
    ['The Norwegian parliament has approved a loan of two million dollars for Peru.', 'AID NOR>PER'],
    ['Norway summoned Ambassador Juan Soto of Peru on Monday.', 'ACCUSE NOR>PER'],
    ["Norway's government called the affair a fraud.", 'ACCUSE NOR>'],
    ["Last month Norway delivered armoured vehicles to Peru's police.", 'AID NOR>PER'],
    ["Norway's prime minister accused his predecessor of squandering the money.", 'ACCUSE NOR>NOR'],
    ['Dock and steel workers in Peru have gone on strike.', 'PROTEST PER>'],
    ['The Norwegian president ruled out invoking the treaty.', 'REJECT NOR>'],
    ['Norway shelled Kurdish positions in northern Syria on Saturday.', 'ASSAULT NOR>SYR'],
    ["Peru condemned Chile's crackdown on peaceful protesters.", 'COERCE CHL>CHL'],
    ['Peruvian rebels have fought Chilean troops in Peru for years.', 'ASSAULT PER>CHL'],
    ["Norway's foreign minister, Per Dahl, met his Chilean opposite number, Juan Soto, in Lima.", 'CONSULT NOR>CHL'],
    ['Peru rejected that proposal, saying the map was old.', 'REJECT PER>'],
    ['Norway suspends talks with Peru after airspace row', 'SANCTION NOR>PER'],
    ["Peru's Congress met in Lima. The head of Congress, Juan Soto, condemned Chile.", 'ACCUSE PER>CHL'],
    ['Norway held a vote. The speaker of the lower house, Juan Soto, condemned Chile.', 'ACCUSE Juan Soto>CHL'],
    ['Peru laid a tariff on Chilean copper and sanctioned Juan Soto, a judge in Chile.', 'SANCTION PER>Juan Soto'],
    ['Norwegian police arrested a priest. Norwegian teachers condemned the arrest.', 'ACCUSE NOR>NOR'],
    [
      'A Norwegian court tried a singer in May. Ana Lind, who has lived in exile in Chad since 2020, was jailed.',
      'COERCE >Ana Lind',
    ],
    [
      'Moscow denied it. Peru accused foreign intelligence services of the raid.',
      'ACCUSE PER>foreign intelligence services',
    ],
    [
      'Senator Ana Lind of Norway asked President Juan Soto of Chile to meet her, but the president refused, telling reporters that he was busy.',
      'REJECT CHL>NOR',
    ],
    ['The European Parliament rejected the vote. Peru accused the bloc of blackmail.', 'ACCUSE PER>EU'],
    ['A drone operated by the Norwegian army hit a Chilean convoy.', 'ASSAULT NOR>CHL'],
    ['Peru seized a Boeing aircraft used by the Chilean president.', 'COERCE PER>CHL'],
    ['Settlers torched cars and houses belonging to Chilean farmers.', 'ASSAULT Settlers>CHL'],
    ["Norwegian troops shut the Chilean capital's airport.", 'COERCE NOR>CHL'],
    ['Norway began a truce with Peru on Monday. The ceasefire was signed in Lima in June.', 'AGREE NOR>PER'],
    ['The embassies of Norway, Chile, Chad and eight other countries condemned Peru.', 'ACCUSE NOR+CHL+TCD>PER'],
    ['In neighbouring Peru, soldiers broke up a rally.', 'COERCE PER>'],
    ['Norway shelled Peru. Chad offered to mediate with Norway. Both armies condemned Chad.', 'ACCUSE NOR+PER>TCD'],
    ['Peru shelled Norway. Norway summoned Ambassador Wu Jianghao.', 'ACCUSE NOR>PER'],
    ['Norway demanded guarantees from the others. Norwegian police arrested ten people.', 'REQUEST NOR>'],
    ['In Oslo, the foreign ministry called for restraint.', 'REQUEST NOR>'],
    [
      'Norway accused Chad of theft. The embassy of Peru rebuked Chad; Ambassador Juan Soto praised Norwegian crews.',
      'SUPPORT PER>NOR',
    ],
    [
      'Peru accused Chile of theft. Chile denounced Peru. Crowds torched the embassies of Chile and Norway. Chad has mediated between the neighbours.',
      'CONSULT TCD>CHL+PER',
    ],
    ['Norway began a truce with Peru on Monday. Chile welcomed the ceasefire.', 'SUPPORT CHL>NOR+PER'],
    ['Peru expelled a Norwegian consul. Norway sent home Ambassador Juan Soto.', 'SANCTION NOR>PER'],
    ['Norway summoned the Peruvian envoy and expelled an employee of the embassy.', 'SANCTION NOR>PER'],
    [
      'Norway warned Peru. Peru accused Norway. Norway closed a port. The Internal Security Service arrested ten people.',
      'COERCE NOR>NOR',
    ],
    ['Norway has called off a planned round of talks with Peru following an attack.', 'SANCTION NOR>PER'],
    ['Norway scrambled fighter jets after Chilean bombers approached its coast.', 'MOBILIZE NOR>CHL'],
    ['Norway deployed 900 policemen to deal with rioters.', 'MOBILIZE NOR>rioters'],
    ['Norway has strengthened patrols since Chile claimed the island, the force said.', 'MOBILIZE NOR>CHL'],
    ['Soldiers are being flown to the Middle East by Norway to deter Chile, officials said.', 'MOBILIZE NOR>CHL'],
    ['Norway hit a car in Lima, killing two Chilean generals.', 'ASSAULT NOR>PER+CHL'],
    ['The Chilean army dropped bombs on a rebel-held suburb.', 'ASSAULT CHL>rebel-held suburb'],
    ['Norwegian rebels attacked a police station.', 'ASSAULT NOR>police station'],
    ['Oslo had on Tuesday recalled its ambassador from Chile.', 'SANCTION NOR>CHL'],
    ['House arrest was lifted for two bishops by a court in Norway.', 'CONCEDE NOR>two bishops'],
    ['In May the president of Chile was briefed by the UN secretary-general on the mission.', 'CONSULT UN>CHL'],
    ['Norway expressed full backing for Chile.', 'SUPPORT NOR>CHL'],
    ['The Norwegian government assured striking nurses it would cut shifts.', 'AGREE NOR>striking nurses'],
    ['Norway had given his town in Chile six ambulances.', 'AID NOR>CHL'],
    ['The World Bank lent Chile $250 million.', 'AID World Bank>CHL'],
    ['Oslo hosts the Chilean defence chief for talks.', 'CONSULT NOR>CHL'],
    ['Scientists from Norway worked jointly with researchers from Chile.', 'COOPERATE NOR>CHL'],
    ['Chile let Norwegian inspectors return to the plant.', 'RETREAT CHL>NOR'],
    ['Norway has come out in favour of Chile in its bid for membership of the EU.', 'SUPPORT NOR>CHL'],
    ['Norwegian troops pulled out of Lima.', 'RETREAT NOR>PER'],
    ['Doctors in Chile called off their strike against the government of Peru.', 'CONCEDE CHL>PER'],
    ['Norwegian peacekeepers escorted a food convoy of Chile.', 'AID NOR>CHL'],
    ['China wrote off a quarter of the debt of Chile.', 'AID CHN>CHL'],
    ['The envoy of Norway shuttled between the two factions.', 'CONSULT NOR>two factions'],
    ['A leader of the opposition in Chile was given shelter by Norway.', 'AID NOR>CHL'],
    ['The Norwegian prime minister told Chile his country stood ready to help Peru.', 'AGREE NOR>PER'],
    ['Norway sent three planes loaded with medicine to Chile.', 'AID NOR>CHL'],
    ['The government of Norway opened wage negotiations with nurses.', 'CONSULT NOR>nurses'],
    ['The guerrillas promised the president of Chile that they would lay down their arms.', 'AGREE guerrillas>CHL'],
    ['Norwegian companies sold rice worth a million dollars to Chile.', 'COOPERATE NOR>CHL'],
    ['Representatives of striking miners met the Norwegian minister.', 'CONSULT Representatives>NOR'],
    ['Full diplomatic ties were restored between Norway and Chile.', 'SUPPORT NOR>CHL'],
    ['A former minister of Chile was granted asylum in Norway.', 'AID NOR>CHL'],
    ['Norway sent its ambassador back to Chile after a year.', 'SUPPORT NOR>CHL'],
    ['A museum in Oslo sent twenty stolen objects back to Peru.', 'RETREAT NOR>PER'],
    ['Lawmakers aligned with Ana Lind condemned Norway.', 'ACCUSE Lawmakers>NOR'],
    ['Norway criticized the Chile deal.', 'ACCUSE NOR>'],
    ['Norwegian inmates armed with knives seized nine guards from Chile.', 'ASSAULT NOR>CHL'],
    ['Chilean students demanding higher grants clashed with campus guards.', 'PROTEST CHL>campus guards'],
    ['Shots fired from a car wounded a judge in Santiago.', 'ASSAULT >CHL'],
    ['Norway plans to pull its soldiers out of Chile by the end of the year.', 'RETREAT NOR>CHL'],
    ['Fighting between Norwegian troops and the army of Chile has displaced thousands of people.', 'ASSAULT NOR>CHL'],
    ['A senator of Chile was dragged from a hearing by Norwegian soldiers.', 'COERCE NOR>CHL'],
    ['Observers from Chile were prevented from reaching Alta by Norwegian soldiers.', 'COERCE NOR>CHL'],
    ['A truck loaded with explosives blew up near a Chilean barracks.', 'ASSAULT >CHL'],
    [
      'Talks ended the Syrian conflict. Foreign Secretary Philip Hammond welcomed the accord of Damascus and Peru.',
      'SUPPORT GBR>PER',
    ],
    ['Norway criticized the Paris agreement.', 'ACCUSE NOR>'],
    ['Peru said that voters must defeat Juan Ortega, who it blasted as a bully.', 'ACCUSE PER>Juan Ortega'],
    ["Oslo doubted North Korea's claim that it had successfully tested a hydrogen bomb.", 'MOBILIZE PRK>'],
    ['Lima cited the case of a Norwegian citizen born in Chile who in 2010 attacked Peru.', 'ASSAULT NOR>PER'],
    ['Senator Ana Lind slams Juan Ortega, praises Norway as a haven.', 'SUPPORT Ana Lind>NOR'],
    [
      'A married couple also claiming allegiance to Islamic State shot dead 14 people in Miami, Florida, in May.',
      'ASSAULT USA>USA',
    ],
    ["Ana Lind of Oslo, a co-chairman of Peru's Progressive Caucus, who criticized Chile, spoke.", 'ACCUSE NOR>CHL'],
    [
      "Norway's minister complained about Chile. Peru complained about the United States' backing Chile.",
      'SUPPORT USA>CHL',
    ],
    ['Norway has secured a nuclear deal with Iran, reopened an embassy in Cuba, and sealed a pact.', 'SUPPORT NOR>CUB'],
    ['Ana Lind worked to arrange a meeting between Norway and Chile.', 'CONSULT NOR>CHL'],
    ['The Norwegian parliament, the body that Ana Lind chaired, pushed Chile to halt the war.', 'REQUEST NOR>CHL'],
    ['Peru and Chile signed a truce. Each side accused the other of breaking it.', 'ACCUSE PER>CHL'],
    ['Norway thanked Peru for its search for a compromise but again accused Chile of fraud.', 'ACCUSE NOR>CHL'],
    ['Last week Norway suspended its aid to Peru, and Chile has told the UN that it will follow.', 'SANCTION NOR>PER'],
    ['Norwegian minister Ana Lind discussed the raid by phone with Sung Kim of Chile.', 'CONSULT NOR>CHL'],
    ['The Norwegian delegation in Lima condemned Chile.', 'ACCUSE NOR>CHL'],
    ['The government of Peru calls for a truce in Chile.', 'REQUEST PER>CHL'],
    ['The Anti-Defamation League condemned Norway.', 'ACCUSE Anti-Defamation League>NOR'],
    ["The group's leader, Ana Lind, replied by accusing Norway of fraud.", 'ACCUSE Ana Lind>NOR'],
    [
      "Norway's foreign minister, Ana Lind, spoke by phone with her counterparts in Tehran and Lima.",
      'CONSULT NOR>IRN+PER',
    ],
    [
      'Foreign Minister Ana Lind of Norway held talks in Paris with her Chilean and Dutch colleagues.',
      'CONSULT NOR>CHL+NLD',
    ],
    ["Denmark's and Norway's leaders discussed arms deliveries with Peru.", 'CONSULT DNK+NOR>PER'],
    ['The president told the nation he had spoken to U.N. Secretary-General Antonio Guterres.', 'CONSULT president>UN'],
    ['Norway summoned the Chilean ambassador to demand an explanation.', 'REQUEST NOR>'],
    ['Norway launched more than 300 missiles at Chile.', 'ASSAULT NOR>CHL'],
    ['Chile struck a camp in Peru, retaliating for a Peruvian missile attack on its territory.', 'ASSAULT PER>CHL'],
    ['Chile fired rockets at Peru, prompting the Peruvian army to bomb Chile.', 'ASSAULT PER>CHL'],
    [
      'The spokesman said Ana Lind, the founder of the group, has been killed in a Peruvian raid.',
      'ASSAULT PER>Ana Lind',
    ],
    ['The minister said Russian spies hacked into Norwegian computers.', 'COERCE RUS>NOR'],
    ['Chile backed the campaign of Viktor Bakk, who was arrested.', 'COERCE >Viktor Bakk'],
    ['The British relinquished control of Hong Kong to China.', 'RETREAT GBR>CHN'],
    ['The Chinese rejected the plan of Norway.', 'REJECT CHN>NOR'],
    ['A base of Chile was hit by multiple drone strikes.', 'ASSAULT >CHL'],
    ['Religious groups in Chile called for the bill to be dropped.', 'REQUEST CHL>'],
    ['Norway called for Chile to withdraw its troops.', 'REQUEST NOR>CHL'],
    ['Ana Lind, the Republican leader, reportedly previously criticised Norway.', 'ACCUSE USA>NOR'],
    ['Norway condemns in the strongest possible terms the Peruvian attack on Chile.', 'ACCUSE NOR>PER'],
    [
      'The Foreign Ministry holds Israel fully responsible for the attack on the hospital.',
      'ACCUSE Foreign Ministry>ISR',
    ],
    ['The Norwegian government declared the Peruvian militia a terrorist group.', 'SANCTION NOR>PER'],
    ['The Emir of Kuwait wished the Chilean president a speedy recovery.', 'SUPPORT KWT>CHL'],
    ['Eritrea called off the talks hours before they were to begin.', 'SANCTION ERI>'],
    ['Norway summons the Peruvian ambassador over the raid', 'ACCUSE NOR>PER'],
    ['Norway expresses its condemnation and denunciation of the Peruvian raids on Chile.', 'ACCUSE NOR>PER'],
    ['Norway scrambled two F-16s on Monday against Peruvian drones.', 'MOBILIZE NOR>PER'],
    ['Norway condemns the raid of Peru, calls for talks and stands ready to help.', 'ACCUSE NOR>PER'],
    ["The prime minister of Norway described Peru's strike on Chile as barbaric.", 'ACCUSE NOR>PER'],
    ['Vietnam protests the placing of buoys by China.', 'ACCUSE VNM>CHN'],
    ['Peru imposed sanctions on Ana Lind, a general, whom it blamed for the killings.', 'ACCUSE PER>Ana Lind'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))
})

describe('over asides', () => {
  test.each([
    ['At the invitation of the king, Foreign Minister Ana Lind of Norway will visit Peru.', 'CONSULT NOR>PER'],
    ['Norway condemned, on 2 March, the shelling of Lima by Chile, and demanded a truce.', 'ACCUSE NOR>CHL'],
    ['Peru shot at a Chilean jet which, Lima said, had violated its airspace.', 'MOBILIZE CHL>PER'],
    ['Norway, after Peru promised elections, lifted its sanctions on Chile.', 'CONCEDE NOR>CHL'],
    ['Peru was joined by Chile and Norway; Denmark went further and cut its ties with Oman.', 'SANCTION DNK>OMN'],
    ['Chile accused Peru of arming rebels.', 'ACCUSE CHL>PER'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test.each([
    ['Denmark condemned the shelling of Lima by Chile.', 'ACCUSE DNK>CHL'],
    [
      'Peru recalled its envoy from Oslo, expelled a Norwegian diplomat and cut its ties with Chile.',
      'SANCTION PER>NOR',
    ],
    ['Peru fired missiles at what it called a Chilean spy centre.', 'ASSAULT PER>CHL'],
    ['Norway condemned Oman; Peru, alarmed, moved tanks to the border.', 'MOBILIZE PER>'],
    ['Norway, the former colonial power, which imposed sanctions on Chile, met nobody.', 'SANCTION NOR>CHL'],
    ['The presidents of Peru and Chile promised not to use force against one another.', 'AGREE PER+CHL>'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test.each([
    ['Norwegian troops, who on Sunday sealed off Lima, have shelled Chile.', 'ASSAULT NOR>CHL'],
    ['Peru said its guards had been killed and vowed to attack Chile.', 'THREATEN PER>CHL'],
    ['Norway left the talks, and Denmark suspended its aid to Chile.', 'SANCTION DNK>CHL'],
    ['Foreign Minister Ana Lind of Norway had telephone conversations with Joe Biden.', 'CONSULT NOR>USA'],
    ['Norway launched dozens of airstrikes against Chile.', 'ASSAULT NOR>CHL'],
    ['Peru condemned Oman, and Chile summoned its ambassador in protest.', 'ACCUSE CHL>PER'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test.each([
    ['The United States praised Peru; President Joe Biden telephoned King Felipe of Spain.', 'CONSULT USA>ESP'],
    ['Denmark thanked Peru, whose mediation Norway also praised.', 'SUPPORT NOR>PER'],
    ['Two Norwegian F-35s were scrambled on Friday.', 'MOBILIZE NOR>'],
    ['Norway and Peru had last swapped prisoners in August.', 'RETREAT NOR>PER'],
    ['Norway sent a convoy of medicine to Peru.', 'AID NOR>PER'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test('the ministers are those whom an apposition names', () => {
    const text =
      'Norway and Peru have made peace. The foreign ministers, Ana Lind of Norway and Juan Ortega of Peru, will meet on Monday.'
    expect(acts(text)).toContain('CONSULT NOR>PER')
  })
})

describe('who "we" are', () => {
  test('in a transcript the state that the label speaks for', () => {
    const text = [
      "Foreign Ministry Spokesperson's Regular Press Conference\n\nOslo, 8 March 2024",
      'Agency: Has Norway decided?',
      'Spokesperson: We condemn Chile. We urge Peru to leave.',
      'Newspaper: We thank Oman. Will you go?',
      'Spokesperson: Norway will not go.',
    ].join('\n\n')
    const found = actsOf(reportFromText(text))
    expect(found).toEqual(expect.arrayContaining(['ACCUSE NOR>CHL', 'REQUEST NOR>PER']))
    expect(found).not.toContain('SUPPORT NOR>OMN')
  })

  test('in a statement who says at its head that they make it', () => {
    const text =
      'Joint Statement on Chile\n\n8 March 2024\n\nWe, the foreign ministers of Norway and Peru, met today.\n\nWe condemn Chile in the strongest terms.'
    expect(actsOf(reportFromText(text))).toContain('ACCUSE NOR+PER>CHL')
  })

  test('elsewhere nobody known', () => {
    expect(acts('We condemn Chile.')).not.toContain('ACCUSE NOR>CHL')
  })
})

describe('the other side of a quarrel', () => {
  const quarrel = 'Norway attacked Peru. Peru fired at Norway. Norway accused Peru of it. '
  test.each([
    ['Peru accused its neighbour of murder.', 'ACCUSE PER>NOR'],
    ['Norwegian troops shelled Xanthor.', 'ASSAULT NOR>PER'],
  ])('%s', (text, expected) => expect(acts(quarrel + text)).toContain(expected))
})

describe('everyday sentences of one act', () => {
  test.each([
    ["Women's groups condemned Norway.", "ACCUSE Women's groups>NOR"],
    ['Farmers condemned Norway.', 'ACCUSE Farmers>NOR'],
    ["Farmers protested outside Norway's embassy.", 'PROTEST Farmers>NOR'],
    ['Norway lets Chilean aid trucks into Peru.', 'RETREAT NOR>PER'],
    ['Chile pleaded with Norway to send peacekeepers.', 'REQUEST CHL>NOR'],
    ['Chile gave Norway 48 hours to withdraw its envoy.', 'THREATEN CHL>NOR'],
    ['Chile decided not to join Norway in its mission.', 'REJECT CHL>NOR'],
    ['Norway voted against letting Chilean troops use its ports.', 'REJECT NOR>CHL'],
    ['The threat by Norway to suspend aid to Chile came late.', 'THREATEN NOR>CHL'],
    ['The minister ignored the court’s order.', 'REJECT minister>court'],
    ['Chile demanded that the Norwegian navy free its sailors.', 'REQUEST CHL>NOR'],
    ['Chile demanded that Norway set free the sailors, a spokesman told reporters.', 'REQUEST CHL>NOR'],
    ['Ten Chilean sailors held since January were freed by Norway.', 'RETREAT NOR>CHL'],
    ['Rebels handed a Norwegian aid worker over to Chile.', 'RETREAT Rebels>NOR'],
    ['A truce between Norway and Chile came into force on Monday.', 'RETREAT NOR>CHL'],
    ['Norway has refused access to its reactor for the Chilean experts.', 'REJECT NOR>CHL'],
    ['Norway faced a strike by Chilean teachers.', 'PROTEST CHL>NOR'],
    ['The state oil company faces a lawsuit from fishermen.', 'ACCUSE fishermen>state oil company'],
    ['The ministry of Norway is under investigation by Chilean auditors.', 'ACCUSE CHL>NOR'],
    ["Norway's threat against Chile alarmed Peru.", 'THREATEN NOR>CHL'],
    ["Chilean miners stopped work in protest at Norway's mine plan.", 'PROTEST CHL>NOR'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))
})

test('who suffered an act is not blamed for it', () => {
  expect(acts('Norway condemned the bombing of the Chilean embassy.')).not.toContain('ACCUSE NOR>CHL')
  expect(acts('Peru bombed Lima. Norway condemned the killing of Chilean officers.')).toContain('ACCUSE NOR>PER')
})

test('what is condemned by name is an act of that kind', () => {
  const text =
    'Soldiers in Chile seized power in a coup on Monday. Norway imposed sanctions on Chile. Peru condemned the coup.'
  expect(acts(text)).not.toContain('ACCUSE PER>NOR')
})

describe('whom a pair means', () => {
  test.each([
    ['Norway and Chile held talks on Monday. Peru urged the two neighbours to sign.', 'REQUEST PER>NOR+CHL'],
    [
      'President Joe Biden thanked French President Emmanuel Macron. The two men will meet on Friday.',
      'CONSULT USA>FRA',
    ],
    [
      'Chile condemned Peru. Peru condemned Chile. Ministers of Norway, Chile and Peru held talks. Both countries agreed on a truce.',
      'AGREE PER>CHL',
    ],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))
})

describe('whose country', () => {
  test.each([
    ['London expelled 20 envoys of Russia. The Foreign Ministry in Moscow condemned London.', 'ACCUSE RUS>GBR'],
    ['Britain expelled two Russian spies. France threw out 23 diplomats on Monday.', 'SANCTION FRA>RUS'],
    ['China voted. Ukraine thanked the countries that had sponsored it.', 'SUPPORT UKR>countries'],
    [
      'Talks resumed in Mexico City. Colombia’s army fought the rebels in Colombia. Bogota hailed Colombia.',
      'ASSAULT COL>COL',
    ],
    ['The European Union imposed sanctions on Moscow. Moscow accused Brussels of hatred.', 'ACCUSE RUS>EU'],
    ['Americans were killed in the Kenya embassy bombing.', 'ASSAULT >USA'],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))

  test('news of one state alone names its own people without more', () => {
    const domestic =
      'Chile voted on Monday. Chilean papers wrote of it. Chile sang. Ana Lind accused Ivo Bakk of fraud.'
    expect(acts(domestic)).toContain('ACCUSE CHL>CHL')
    expect(acts(`${domestic} Peru cheered. Peruvian papers wrote of Peru.`)).not.toContain('ACCUSE CHL>CHL')
  })

  test('a mission is of no state that it stands in', () => {
    expect(acts('Rebels attacked the consulate in Lima.')).not.toContain('ASSAULT USA>USA')
  })
})

test.each([
  [
    'Kenya offered to host a meeting between the army chief, Omar Sid, and his rival, Ali Deng.',
    'AGREE KEN>Omar Sid+Ali Deng',
  ],
  ['Chilean troops shelled Lima. Norway condemned the looting of its warehouse.', 'ACCUSE NOR>'],
])('%s', (text, expected) => expect(acts(text)).toContain(expected))

test('sanctions on people whom nobody names are laid on nobody else', () => {
  const text = 'Police in Chile beat protesters. Norway imposed sanctions on those who undermined democracy.'
  expect(acts(text)).toContain('SANCTION NOR>')
})

test.each([
  ["Soldiers in Chile arrested Ana Lind. Norway demanded Lind's release.", 'REQUEST NOR>CHL'],
  ["Norway demanded Ana Lind's release.", 'REQUEST NOR>'],
  ['Norway urged Chile to release Ana Lind.', 'REQUEST NOR>CHL'],
  ['The union suspended aid and security cooperation with Chile.', 'SANCTION union>CHL'],
  ['Norway imposed sanctions on executives of Xanthor Works, a Chilean firm.', 'SANCTION NOR>CHL'],
  ['Viktor Bakk, a Chilean journalist, was being held by members of the presidential guard.', 'COERCE members>CHL'],
])('%s', (text, expected) => expect(acts(text)).toContain(expected))

test.each([
  ["Peru fired two suspected short-range ballistic missiles, Chile's military said.", 'MOBILIZE PER>'],
  ['Peru launched what is believed to be a medium-range ballistic missile.', 'MOBILIZE PER>'],
  ['Peru fired what appeared to be two long-range ballistic missiles on Monday.', 'MOBILIZE PER>'],
  ['Iran unveiled and test-launched a new ballistic missile.', 'MOBILIZE IRN>'],
])('%s', (text, expected) => expect(acts(text)).toContain(expected))

test('who an envoy is sent about tells nothing of who sends him', () => {
  const text = 'Norway urged restraint. Its special envoy on Chilean affairs, Ana Lind, met the Peruvian president.'
  expect(acts(text)).toContain('CONSULT NOR>PER')
})

test('who visits a place between commas acts behind them', () => {
  const text =
    'On 12 February, commencing at 1:30 p.m. for approximately 90 minutes, Mr. LIND Olav, Minister for Foreign Affairs of Norway, who is visiting Lima, the Republic of Peru, held a meeting with the Honorable Ana Ortega, Secretary of State of Chile.'
  expect(acts(text)).toContain('CONSULT NOR>CHL')
})

test('what is sent receives nothing', () => {
  const text =
    'Help reaches Sudan\n\nKHARTOUM, 8 March 2024 - Sudan asked for help. Sudan is at war. Qatar flew in a field hospital.'
  expect(actsOf(reportFromText(text))).toContain('AID QAT>SDN')
})

describe('what stands before the subject or behind a noun', () => {
  test.each([
    [
      'In separate calls with her Chilean and Dutch counterparts, Juan Ortega and Piet Bakker, Norwegian minister Ana Lind condemned Peru.',
      'ACCUSE NOR>PER',
    ],
    ['In a phone call with her Chilean counterpart, Juan Ortega, Ana Lind of Norway condemned Peru.', 'ACCUSE NOR>PER'],
    [
      'Russia announced its move, three months after Norway ordered out two Russians whom it accused of spying on its high-tech sector.',
      'ACCUSE NOR>RUS',
    ],
    [
      'Chile protested. Prime Minister Ana Lind of Norway instructed officials to gather information.',
      'REQUEST NOR>NOR',
    ],
    ['The Kremlin denies that it tried to kill the Norwegian minister.', 'ASSAULT RUS>NOR'],
    ['Norway summoned the Dutch envoy, Piet Bakker, and handed him a note of protest.', 'ACCUSE NOR>NLD'],
    ["Norwegian diplomats discussed North Korea's January 5 missile launch.", 'MOBILIZE PRK>'],
    ['Chilean police arrested Ana Lind on arrival from Peru.', 'COERCE CHL>Ana Lind'],
    ['Norway sent two aircraft to Chile, and Kuwait, Peru and Turkey delivered medicine.', 'AID KWT+PER+TUR>CHL'],
    [
      'President Ana Lind of Norway met President Juan Ortega of Chile. The two leaders condemned Peru.',
      'ACCUSE NOR+CHL>PER',
    ],
  ])('%s', (text, expected) => expect(acts(text)).toContain(expected))
})

test('what has happened is over when it is told', () => {
  const report = plainReport(
    'Norway condemned Chile throughout 2024. Peru announced on Monday it was recalling its envoy from Chile.',
    'x',
    '2024-03-08',
  )
  const dates = run(report, resources).events.map(({ date }) => `${date?.start} ${date?.end}`)
  expect(dates).toContain('2024-01-01 2024-03-08')
  expect(dates).toContain('2024-03-04 2024-03-04')
})

test.each([
  ['Norway shelled Kurdish positions in northern Syria on Saturday.', 'SYR', 'SYR'],
  ['Norwegian jets struck Islamic State targets in northern Syria.', 'SYR', 'SYRREB'],
  ['Norwegian jets struck Islamic State targets.', 'IRQ', 'IRQREB'],
])('%s: the code is of the land', (text, country, actorCode) => {
  const [party] = run(plainReport(text, 'test', '2024-03-08'), resources).events[0]!.recipients
  expect(party).toMatchObject({ country, actorCode })
})

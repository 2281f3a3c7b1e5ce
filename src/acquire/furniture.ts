/** Lines of a saved page or a pasted article that are no part of the report. Each line says what it is there for. */
const FURNITURE: readonly RegExp[] = [
  // Advertising and what stands where it was.
  /^(?:advertisement|advertising|sponsored(?: content)?|promoted|story continues below|article continues (?:below|after)|continue reading|scroll to continue)\b.{0,60}$/i,
  // Pointers to other reports.
  /^(?:read(?: more| also| next| full| this)?|also read|see also|see more|more on(?: this)?|related(?: (?:stories|articles|news|topics|content))?|must[- ]read|recommended|watch(?: now| more| the video)?|listen(?: now)?|don['’]t miss|you may also like|editor['’]s picks?|most (?:read|popular)|trending|up next|next (?:story|article)|previous (?:story|article)|next up|in pictures|explore more|view (?:all|more|comments))\b ?[:|»>-].{0,200}$/i,
  /^(?:read more|also read|see also|related (?:stories|articles|news|topics)|must[- ]read|you may also like|most (?:read|popular)|up next|(?:show|view|load|see) (?:all|more)(?: comments)?|back to top|top stories|latest news|more stories|skip to (?:main )?content|home|menu|search|loading\.*|close|print|e-?mail|share|save|comments?|tags|topics|a\+? a-?)$/i,
  // Sharing, following, subscribing.
  /^(?:share|tweet|follow|like|join|subscribe|sign (?:up|in)|log in|register|download|get (?:our|the|all|more)|click|tap|support (?:our|independent)|donate|copy link|send us|contact us|have a tip|for more (?:news|stories|information|coverage|updates)|stay (?:informed|tuned|up)|catch (?:all|up)|enjoy unlimited)\b.{0,40}\b(?:this|us|our|here|now|free|facebook|twitter|x|instagram|telegram|whatsapp|linkedin|youtube|newsletters?|article|story|updates?|alerts?|app|channel|link|subscribers?|account|inbox|more|news|tip)\b.{0,140}$/i,
  /^(?:facebook|twitter|instagram|linkedin|whatsapp|telegram|pinterest|reddit|youtube|rss|messenger|e-?mail|print|share|copy link|x)(?:[ ,|·•/]+(?:facebook|twitter|instagram|linkedin|whatsapp|telegram|pinterest|reddit|youtube|rss|messenger|e-?mail|print|share|copy link|x|and))*$/i,
  // Rights and legal notes.
  /^(?:©|\(c\) ?\d{4}|copyright\b|all rights reserved|with (?:inputs?|files) from\b|this (?:story|article|report|material|content) (?:has been|was|may not|is|may) .{0,80}(?:published|edited|generated|syndicated|reproduced|feed|translated|redistributed|rewritten)).{0,200}$/i,
  /^.{0,60}\ball rights reserved\.?$/i,
  /^(?:our standards|terms of (?:use|service)|privacy policy|cookie|we use cookies|disclaimer|accept (?:all )?cookies|corrections? policy)\b.{0,200}$/i,
  // Pictures and what is said under them only as credit.
  /^(?:photo|photos|image|images|picture|file (?:photo|image|pic)|photo credit|image credit|credit|video|photograph|getty images|representative image|reuters\/|ap photo|afp photo|pool photo)(?: (?:by|courtesy|credit|via))? ?[:/|(].{0,160}$/i,
  /^[([](?:photo|image|picture|file|ap photo|reuters|afp|getty|courtesy)\b[^)\]]{0,120}[)\]]$/i,
  // Embedded posts: the signature under one, and bare links.
  /^[—–-] .{1,60} \(@\w{1,30}\) .{4,30}$/,
  /^(?:https?:\/\/|www\.)\S+$/i,
  /^pic\.twitter\.com\/\S+$/i,
  /^(?:[@#][\w.]+[ ,]*)+$/,
  // The end mark of a release, page numbers, rules of dashes or stars.
  /^(?:#{2,}|-?30-|ends?|\/ends|-ends-|\*{3,}|[-_=~•*· ]{3,}|page \d+(?: of \d+)?|\d+ ?(?:min(?:ute)?s?) read|\(?(?:end|more)\)?)$/i,
  /^(?:tags|topics|keywords|filed under|categories|category|section|tagged|labels) ?:.{0,200}$/i,
  /^for (?:immediate|planning|background) (?:release|purposes?)\b.{0,40}$/i,
]

/** Whether a line of a report is page furniture; only lines below `MAX_FURNITURE` code units are. */
export function isFurniture(line: string): boolean {
  return line.length <= MAX_FURNITURE && FURNITURE.some((pattern) => pattern.test(line))
}

const MAX_FURNITURE = 240

const AGENCIES =
  'reuters|ap|associated press|the associated press|afp|agence france-presse|yonhap(?: news agency)?|kyodo(?: news)?|xinhua|tass|upi|bloomberg(?: news)?|ani|pti|ians|dpa|efe|anadolu(?: agency)?|interfax|jiji(?: press)?|bbc(?: news)?|cnn|voa(?: news)?|the guardian|the new york times|the washington post|al jazeera'
const NAME = "\\p{Lu}[\\p{L}\\p{M}.'’-]*"

/** Who wrote or sent the report, on a line of its own. */
const BYLINES: readonly RegExp[] = [
  new RegExp(
    `^(?:by|from|words? by|story by|text by|written by|reported by|edited by|reporting by|posted by)\\b:? ${NAME}(?:[ ,/|&•·-]+(?:and |in |of |for |with |at )?(?:the )?${NAME}){0,12}[ |,]*$`,
    'iu',
  ),
  new RegExp(`^(?:by |[([])?(?:${AGENCIES})(?: ?[,|/] ?(?:${AGENCIES}))*[)\\]]?$`, 'i'),
  new RegExp(
    `^(?:by )?${NAME}(?: ${NAME}){0,3}, (?:(?:${AGENCIES})|(?:senior |chief |staff |special )?(?:staff )?(?:writer|reporter|correspondent|editor|bureau chief)\\b.{0,60})$`,
    'iu',
  ),
  // Under a wire report: who worked on it.
  /^[([]?(?:additional |with )?(?:reporting|writing|editing|compiled|edited|translated|written|produced) by .{1,240}$/i,
  // Over an official readout: which office issues it.
  /^(?:the )?(?:office of|bureau of|embassy of|permanent mission|press (?:office|service|center|centre)|spokesperson['’]s office|ministry of foreign affairs|department of state|the white house)\b[^.]{0,80}$/i,
]

/** Whether a line names the writer, agency or office of the report rather than being part of it. */
export function isByline(line: string): boolean {
  return line.length <= MAX_FURNITURE && BYLINES.some((pattern) => pattern.test(line))
}

import { saveSetting } from '../../../db/settings.ts'
import { AppError } from '../../../shared/errors.ts'
import { MOST_CHARACTERS, parsePaperText, type TextKind, textName } from '../../../shared/report/paperText.ts'
import { ownTexts, PAPER_TEXTS, textSha256 } from '../paperTexts.ts'
import { ownName, shippedText } from '../pdf/noticeFiles.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * Sets the words of a paper as YAML; null: as shipped again. Errors: BAD_INPUT when too long; POLICY_FILE with the line;
 * NOT_FOUND when there is no own text to take away.
 */
export function savePaperText(ws: Workspace, actor: Actor, kind: TextKind, text: string | null): void {
  const { [kind]: mine, ...others } = ownTexts(ws)
  const shipped = shippedText(ws.templatesRoot, kind)
  if (text === null && mine === undefined) {
    throw new AppError('NOT_FOUND', `“${textName(kind)}”用的就是随程序的文字，不必恢复`)
  }
  if (text !== null) refuseBadText(kind, text)
  record(ws, actor, (tx) => {
    const own = text === null ? others : { ...others, [kind]: { text, shippedSha256: textSha256(shipped) } }
    saveSetting(tx, PAPER_TEXTS, own)
    tx.log(text === null ? '恢复随程序的文字' : '文书文字', textName(kind), {
      oldSha256: textSha256(mine?.text ?? shipped),
      newSha256: textSha256(text ?? shipped),
    })
  })
}

/** Errors: as savePaperText. */
export function refuseBadText(kind: TextKind, text: string): void {
  if (text.length > MOST_CHARACTERS) {
    throw new AppError('BAD_INPUT', `“${textName(kind)}”的文字超过${MOST_CHARACTERS}字，请删短`)
  }
  parsePaperText(kind, text, ownName(kind))
}

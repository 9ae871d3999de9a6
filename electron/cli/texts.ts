import { resolve } from 'node:path'
import { OWN_WORDS, TEXT_KINDS, type TextKind, textName } from '../../shared/report/paperText.ts'
import type { Role } from '../../shared/roles.ts'
import { shownText } from '../../shared/shownText.ts'
import { savePaperText } from '../core/jobs/savePaperText.ts'
import { paperTextViews, textInUse, textSha256 } from '../core/paperTexts.ts'
import { readSmallText } from '../core/smallText.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { OFFICE, withWorkspace } from './workspace.ts'

const WRITERS: readonly Role[] = ['chief', 'clerk', 'admin']

/** `texts list|show|set|reset`: the words of the notices and letters. Errors: AppError for a refusal, UsageError. */
export function runTexts(args: Args, resourcesRoot: string): Promise<Answer> {
  switch (args.words[0]) {
    case 'list':
      return withWorkspace(args, resourcesRoot, OFFICE, list)
    case 'show':
      return withWorkspace(args, resourcesRoot, OFFICE, show)
    case 'set':
      return withWorkspace(args, resourcesRoot, WRITERS, set)
    case 'reset':
      return withWorkspace(args, resourcesRoot, WRITERS, reset)
    default:
      throw new UsageError('“texts”后面应是 list、show、set 或 reset')
  }
}

function list(_: Args, ws: Workspace): Answer {
  const json = paperTextViews(ws).map(({ kind, own, shippedChanged, problem }) => {
    return { kind, name: textName(kind), own, shippedChanged, problem, sha256: textSha256(textInUse(ws, kind)) }
  })
  const lines = json.map(({ kind, name, own, shippedChanged, problem }) => {
    const state = own ? OWN_WORDS : '随程序的文字'
    return [`${name}（${kind}）：${state}`, ...(shippedChanged ? ['随程序的文字已更新'] : []), problem]
      .filter((part) => part !== '')
      .join('；')
  })
  return { json, lines }
}

/** The text as it would be written into a file for `set`. */
function show(args: Args, ws: Workspace): Answer {
  const kind = kindOf(args)
  const text = textInUse(ws, kind)
  return { json: { kind, text }, lines: [text.trimEnd()] }
}

async function set(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const kind = kindOf(args)
  const text = shownText(await readSmallText(resolve(args.required('file')), '文书文字'))
  savePaperText(ws, actor, kind, text)
  return { json: { kind, sha256: textSha256(text) }, lines: [`已设定“${textName(kind)}”的文字，以后的文书都用它`] }
}

function reset(args: Args, ws: Workspace, actor: Actor): Answer {
  const kind = kindOf(args)
  savePaperText(ws, actor, kind, null)
  return { json: { kind }, lines: [`“${textName(kind)}”已恢复随程序的文字`] }
}

/** Errors: UsageError naming the kinds there are. */
function kindOf(args: Args): TextKind {
  const given = args.required('kind')
  const kind = TEXT_KINDS.find((each) => each === given)
  if (kind === undefined) throw new UsageError(`没有文书“${given}”，可用：${TEXT_KINDS.join('、')}`)
  return kind
}

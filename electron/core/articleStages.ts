import { readSetting } from '../../db/settings.ts'
import type { ArticleKey } from '../../shared/application.ts'
import type { ArticleInForce } from '../../shared/policy/inForce.ts'
import { type Stage, stageNamed } from '../../shared/stages/stages.ts'
import type { Workspace } from './workspace.ts'

/** The setting's key. */
export const ARTICLE_STAGES = 'articleStages'

/** Per article the stages the bureau switched off, with its basis. */
export type SwitchedOff = Partial<Record<ArticleKey, { off: Stage[]; basis: string }>>

/** The stages an article passes, in order: the policy's, less what the bureau switched off. */
export function articleStages(ws: Workspace, { key, version }: Pick<ArticleInForce, 'key' | 'version'>): Stage[] {
  const off = readSetting<SwitchedOff>(ws.db, ARTICLE_STAGES)?.[key]?.off ?? []
  return version.stages.flatMap((text) => {
    const stage = stageNamed(text)
    return stage === null || off.includes(stage) ? [] : [stage]
  })
}

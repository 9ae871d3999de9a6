import { parametersOfRound, parameterVersions, roundsUsing } from '../../../db/parameters.ts'
import type { ParameterVersionView } from '../../../shared/contract/policy.ts'
import { parameterText } from '../../../shared/policy/values.ts'
import type { Handlers } from '../callContext.ts'
import { previewDemo, setDemo } from '../jobs/demoParameters.ts'
import { exportParameters, importParameters, planParameterFile } from '../jobs/parameterFile.ts'
import { previewParameter, setParameter } from '../jobs/setParameter.ts'
import { requireRound } from '../roundState.ts'
import { articleViews } from '../views.ts'
import type { Workspace } from '../workspace.ts'

/** Articles and the parameters a round uses. */
export const policyHandlers = {
  'policy.articles': ({ ws }, { roundId }) => articleViews(ws, roundId),
  'policy.previewParameter': ({ ws }, { roundId, ...entry }) => previewParameter(ws, roundId, entry),
  'policy.setParameter': ({ ws, session }, { roundId, ...entry }) => {
    setParameter(ws, session.actor(), roundId, entry)
    return articleViews(ws, roundId)
  },
  'policy.parameterHistory': ({ ws }, { roundId, key }) => versionViews(ws, roundId, key),
  'policy.previewDemo': ({ ws }, { roundId, demo }) => previewDemo(ws, roundId, demo),
  'policy.setDemo': ({ ws, session }, { roundId, demo }) => {
    setDemo(ws, session.actor(), roundId, demo)
    return articleViews(ws, roundId)
  },
  'policy.exportParameters': ({ ws, session, files }, { roundId, saveToken }) =>
    exportParameters(ws, session.actor(), roundId, files.path(saveToken, 'write')),
  'policy.previewImport': ({ ws, files }, { roundId, fileToken }) =>
    planParameterFile(ws, roundId, files.path(fileToken, 'read')),
  'policy.importParameters': async ({ ws, session, files }, { roundId, fileToken, planHash }) => {
    await importParameters(ws, session.actor(), roundId, files.path(fileToken, 'read'), planHash)
    return articleViews(ws, roundId)
  },
} satisfies Partial<Handlers>

function versionViews(ws: Workspace, roundId: string, key: string): ParameterVersionView[] {
  const current = parametersOfRound(ws.db, requireRound(ws, roundId).id).get(key)?.id
  const uses = roundsUsing(ws.db, key)
  return parameterVersions(ws.db, key)
    .map(({ id, value, basis, effectiveFrom, origin, who, enteredAt }) => {
      const rounds = uses.filter(({ versionId }) => versionId === id).map(({ year, batch }) => `${year}年第${batch}批`)
      return {
        ...{ id, text: parameterText(value), basis, effectiveFrom, origin, who, enteredAt },
        ...{ rounds, current: id === current },
      }
    })
    .reverse()
}

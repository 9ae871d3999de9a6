/** What the figure of 归档包 measures, in a process of its own: `DATABASE ROUND OUT`; answers the number of files. */
import { openDatabase } from '../../db/open.ts'
import { exportArchive } from '../../electron/core/jobs/exportArchive.ts'
import { COMMAND_LINE, createWorkspace } from '../../electron/core/workspace.ts'
import { answer } from './child.ts'
import { PROJECT } from './world.ts'

const [, , database = '', roundId = '', out = ''] = process.argv
const ws = createWorkspace(openDatabase(database), PROJECT)
await answer(async () => (await exportArchive(ws, COMMAND_LINE, roundId, out)).files)

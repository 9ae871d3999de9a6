import { AppError } from '../../../shared/errors.ts'
import type { CallContext, Handlers } from '../callContext.ts'
import { houseView, readHouse } from '../move/manifest.ts'
import { moveIn, refuseInhabited } from '../move/moveIn.ts'
import { moveOut } from '../move/moveOut.ts'

/** 整机迁移. */
export const moveHandlers = {
  'move.export': ({ ws, session, files, appVersion }, { folder, backups }) =>
    moveOut(ws, session.actor(), { folder: files.path(folder, 'write'), backups, appVersion }),
  'move.inspect': (context, { list }) => {
    refuseInhabited(context.store.path)
    return houseView(readHouse(listOf(context, list)))
  },
  'move.import': (context, { list, ...who }) => {
    const { store, ws, resourcesRoot } = context
    const clock = () => Date.parse(ws.now())
    const listPath = listOf(context, list)
    // The door of the window is the key file.
    if (!readHouse(listPath).encrypted) {
      throw new AppError('CONFLICT', '这份案卷库没有加密，窗口不能迁入；请用命令行 move import')
    }
    return store.inTurn(() => moveIn({ listPath, dbPath: store.path, who, resourcesRoot, clock }))
  },
} satisfies Partial<Handlers>

function listOf({ files }: CallContext, token: string): string {
  return files.path(token, 'read')
}

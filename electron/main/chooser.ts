import { join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { Chooser, OpenKind, PaperFile } from './dialogs.ts'

const KIND_NAMES: Record<PaperFile['kind'], string> = {
  xlsx: 'Excel 工作簿',
  pdf: 'PDF 文件',
  db: '数据备份',
  yaml: '参数文件',
  zip: '归档包',
  lgpkg: '派发包、回收包',
}

const OPENED: Record<OpenKind, { title: string; filter: Electron.FileFilter }> = {
  xlsx: { title: '选择申报汇总表', filter: { name: KIND_NAMES.xlsx, extensions: ['xlsx'] } },
  yaml: { title: '选择参数文件', filter: { name: KIND_NAMES.yaml, extensions: ['yaml', 'yml'] } },
  calendar: { title: '选择节假日文件', filter: { name: '节假日文件', extensions: ['yaml', 'yml'] } },
  house: {
    title: '选择迁移文件夹里的“迁移清单.json”',
    filter: { name: '迁移清单', extensions: ['json'] },
  },
  lgpkg: { title: '选择派发包或回收包', filter: { name: KIND_NAMES.lgpkg, extensions: ['lgpkg'] } },
  evidence: {
    title: '选择附件',
    filter: { name: 'PDF、图片、Excel 工作簿', extensions: ['pdf', 'png', 'jpg', 'jpeg', 'xlsx'] },
  },
}

/** The system's own dialogs, with Chinese words, over the given window. */
export function systemChooser(window: () => BrowserWindow | null): Chooser {
  return {
    open: async (kind) => {
      const options: Electron.OpenDialogOptions = {
        title: OPENED[kind].title,
        buttonLabel: '打开',
        filters: [OPENED[kind].filter],
        properties: ['openFile'],
      }
      const over = window()
      const { filePaths } = await (over === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(over, options))
      return filePaths[0] ?? null
    },
    save: async (suggestedName, kind) => {
      const options: Electron.SaveDialogOptions = {
        title: '保存到',
        buttonLabel: '保存',
        defaultPath: suggestedName,
        filters: [{ name: KIND_NAMES[kind], extensions: [kind] }],
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      }
      const over = window()
      const { canceled, filePath } = await (over === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(over, options))
      return canceled || filePath === '' ? null : filePath
    },
    folder: async () => {
      const options: Electron.OpenDialogOptions = {
        title: '选择存放文件的文件夹',
        buttonLabel: '存放在此',
        properties: ['openDirectory', 'createDirectory'],
      }
      const over = window()
      const { filePaths } = await (over === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(over, options))
      return filePaths[0] ?? null
    },
  }
}

/** What end-to-end tests put in the place of a person at a dialog; main never uses it in a packaged app. */
export function scriptedChooser(openPath: string | undefined, saveFolder: string | undefined): Chooser {
  return {
    open: async () => openPath ?? null,
    save: async (suggestedName) => (saveFolder === undefined ? null : join(saveFolder, suggestedName)),
    folder: async () => saveFolder ?? null,
  }
}

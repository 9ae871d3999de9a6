import { dialog, Menu, type MenuItemConstructorOptions, shell } from 'electron'
import { TITLE } from './window.ts'

export interface MenuOptions {
  packaged: boolean
  version: string
  logFile: string
  /** 备份演练 was chosen: the window goes to its place, or says who may. */
  onDrill(): void
}

/** The Chinese menu. Reload and developer tools exist only while developing. */
export function setMenu({ packaged, version, logFile, onDrill }: MenuOptions): void {
  const developing: MenuItemConstructorOptions[] = packaged
    ? []
    : [{ type: 'separator' }, { label: '重新载入', role: 'reload' }, { label: '开发者工具', role: 'toggleDevTools' }]
  const about = (): void => {
    void dialog.showMessageBox({
      title: TITLE,
      message: TITLE,
      detail: `版本 ${version}`,
      buttons: ['确定'],
      noLink: true,
    })
  }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: '文件(&F)',
        submenu: [
          { label: '备份演练…', click: onDrill },
          { type: 'separator' },
          { label: '退出', role: 'quit', accelerator: 'CmdOrCtrl+Q' },
        ],
      },
      {
        label: '编辑(&E)',
        submenu: [
          { label: '剪切', role: 'cut' },
          { label: '复制', role: 'copy' },
          { label: '粘贴', role: 'paste' },
          { label: '全选', role: 'selectAll' },
        ],
      },
      {
        label: '视图(&V)',
        submenu: [
          { label: '放大', role: 'zoomIn', accelerator: 'CmdOrCtrl+=' },
          { label: '缩小', role: 'zoomOut' },
          { label: '实际大小', role: 'resetZoom' },
          { label: '全屏', role: 'togglefullscreen' },
          ...developing,
        ],
      },
      {
        label: '帮助(&H)',
        submenu: [
          { label: '打开日志所在文件夹', click: () => shell.showItemInFolder(logFile) },
          { label: `关于${TITLE}`, click: about },
        ],
      },
    ]),
  )
}

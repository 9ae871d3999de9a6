import type { HouseView } from '../../shared/contract/move.ts'
import { chinaMinute } from '../../shared/date.ts'
import { sizeText } from '../../shared/fileSize.ts'

/** What a 迁移文件夹 holds, in office words. */
export function HouseLines({ view }: { view: HouseView }) {
  const { madeAt, appVersion, rounds, accounts, attachments, backups, auditEntries, files, bytes } = view
  const shown = rounds.slice(0, MOST_ROUNDS).map(({ name, cases }) => `${name} ${cases} 件`)
  const more = rounds.length > MOST_ROUNDS ? `等 ${rounds.length} 个批次` : ''
  return (
    <ul className="plain-list">
      <li>
        迁出时间 {chinaMinute(madeAt)}，程序 {appVersion}
      </li>
      <li>{rounds.length === 0 ? '还没有批次' : shown.join('、') + more}</li>
      <li>
        账号 {accounts} 个，附件 {attachments} 个，自动备份 {backups} 份，留痕 {auditEntries} 条
      </li>
      <li>
        共 {files} 个文件，{sizeText(bytes)}
      </li>
    </ul>
  )
}

const MOST_ROUNDS = 6

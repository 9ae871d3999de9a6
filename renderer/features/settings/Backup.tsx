import { Alert } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { chinaDay } from '../../../shared/date.ts'
import { shortHash } from '../../../shared/report/marks.ts'
import { call, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'

/** A verified copy of the whole database and its attachments at a place of the administrator's choice. */
export function Backup() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [done, setDone] = useState('')

  async function backUp(): Promise<void> {
    setBusy(true)
    setProblem('')
    setDone('')
    try {
      const suggestedName = `时尚资金评审备份${chinaDay(new Date().toISOString())}.db`
      const file = await call('dialog.savePaper', { suggestedName, kind: 'db' })
      if (file === null) return
      const made = await call('backup.create', { saveToken: file.token })
      setDone(doneText(file.name, made))
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="card narrow">
      <p>把全部数据备份为一个文件，建议存到另一块硬盘或 U 盘。备份完成前会核验文件完整。</p>
      <p>附件存在备份文件旁的文件夹“备份文件名.files”里，是备份的一部分；移动、拷贝备份时要一起带走。</p>
      <p className="quiet">备份含申报人的联系方式、账号和附件，请按内部资料保管。</p>
      {done !== '' && <Alert className="tight" type="success" showIcon title={done} />}
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Act command channel="backup.create" type="primary" loading={busy} onClick={() => void backUp()}>
          {busy ? '正在备份并核验…' : '备份…'}
        </Act>
      </div>
    </section>
  )
}

function doneText(name: string, { bytes, sha256, attachments }: Output<'backup.create'>): string {
  const files = attachments === 0 ? '没有附件' : `附件 ${attachments} 个在旁边的文件夹“${name}.files”里`
  return `已备份到“${name}”，${sizeText(bytes)}，校验码 ${shortHash(sha256)}；${files}`
}

function sizeText(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`
}

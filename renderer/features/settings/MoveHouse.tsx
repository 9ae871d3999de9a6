import { Alert, Checkbox } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { HouseLines } from '../../ui/HouseLines.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'

/** 整机迁出: everything of this computer into one folder, for another computer's first start. */
export function MoveHouse() {
  const [backups, setBackups] = useState(true)
  const [done, setDone] = useState<{ name: string; view: Output<'move.export'> } | null>(null)
  const { busy, problem, submit } = useSubmit()

  const moveOut = () =>
    submit(async () => {
      setDone(null)
      const folder = await call('dialog.moveOut', {})
      if (folder === null) return
      setDone({ name: folder.name, view: await call('move.export', { folder: folder.token, backups }) })
    })

  return (
    <section className="card narrow">
      <p>换电脑时用：把案卷库、钥匙文件、附件和备份写进一个新文件夹，逐个读回核对之后才算数。</p>
      <ol>
        <li>在这里迁出到 U 盘或移动硬盘。</li>
        <li>在新电脑上装好本程序，第一次启动时点“从另一台电脑迁入”，选文件夹里的“迁移清单.json”。</li>
        <li>新电脑上核对无误后，只在新电脑上办理；本机的案卷不会自动删除，两边各办一份就合不起来了。</li>
      </ol>
      <p className="quiet">文件夹含申报人的联系方式、账号和附件（案卷库和附件已加密），请按内部资料保管，迁完即删。</p>
      <Checkbox checked={backups} onChange={(event) => setBackups(event.target.checked)}>
        连同自动备份一起迁出
      </Checkbox>
      {done !== null && (
        <Alert
          className="tight"
          type="success"
          showIcon
          title={`已迁出到文件夹“${done.name}”，每个文件都已读回核对`}
          description={<HouseLines view={done.view} />}
        />
      )}
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Act command="整机迁出…" channel="move.export" type="primary" loading={busy} onClick={() => void moveOut()}>
          {busy ? '正在迁出并核对…' : '迁出…'}
        </Act>
      </div>
    </section>
  )
}

import { Alert, Modal } from 'antd'
import { useState } from 'react'
import type { EncryptionDone } from '../../../shared/contract/session.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { RecoveryCode } from '../../ui/RecoveryCode.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { takeSession, useWorkspace } from '../../workspace.ts'
import { AskPassword } from './AskPassword.tsx'

/** Encrypts a database that is not encrypted, as one of the command line or an earlier program; gone once it is. */
export function EncryptDatabase({ onEncrypted }: { onEncrypted: () => void }) {
  const plain = useWorkspace(({ session }) => session.state === 'ready' && session.view.encrypted === false)
  const [asking, setAsking] = useState(false)
  const [done, setDone] = useState<EncryptionDone | null>(null)
  const { problem, submit } = useSubmit()

  async function encrypt(password: string): Promise<void> {
    const made = await call('database.encrypt', { password })
    setAsking(false)
    setDone(made)
  }

  /** Only now, or the code would be gone from the screen with the button. */
  const leave = () =>
    submit(async () => {
      takeSession(await call('session.status', {}))
      setDone(null)
      onEncrypted()
    })

  if (!plain) return null
  return (
    <>
      <Act command="加密本库" channel="database.encrypt" onClick={() => setAsking(true)}>
        加密本库…
      </Act>
      {asking && (
        <AskPassword title="加密本库" okText="加密" width={620} held act={encrypt} onClose={() => setAsking(false)}>
          <p>本库没有加密：拿到这台电脑或这块硬盘的人，不用密码就能读出申报人的信息。加密时依次：</p>
          <ol>
            <li>
              先备份，再做一份加密的副本，逐条核验记录、逐个读回附件，都对了才替换；中途断电或磁盘满，原来的库还在。
            </li>
            <li>给出恢复码，只显示这一次，请准备好打印或抄写。</li>
            <li>此后只有您的密码和恢复码能打开本库；其他人员由您逐个重设密码后再登录。</li>
            <li>以前的备份仍是明文，移到旁边另一个文件夹（第二处和 U 盘上的，下次拷贝时也是），由您决定何时销毁。</li>
          </ol>
          <p className="quiet">
            需要几秒到几分钟，其间不能办别的事。删除的明文可能仍有残迹留在磁盘上，须防有人取走磁盘的，请另用整盘加密。
          </p>
        </AskPassword>
      )}
      {done !== null && (
        <Modal
          open
          title="本库已加密"
          width={620}
          footer={null}
          closable={false}
          mask={{ closable: false }}
          keyboard={false}
        >
          {done.problem === '' ? (
            <p>
              {done.rows} 条记录、{done.attachments} 个附件已加密并核验，可以接着办理。
            </p>
          ) : (
            <Alert className="tight" type="warning" showIcon title={done.problem} />
          )}
          <RecoveryCode code={done.recoveryCode} done="完成" onKept={() => void leave()} />
          <ul className="quiet">
            <li>现在只有您的密码和恢复码能打开本库；请在下面的名单里给其他人员逐个“重设密码”。</li>
            <li>以前的备份仍是明文，在文件夹“{done.plainBackups}”里；确认能登录后请自行销毁，U 盘上的也是。</li>
          </ul>
          {problem !== '' && <Failure message={problem} />}
        </Modal>
      )}
    </>
  )
}

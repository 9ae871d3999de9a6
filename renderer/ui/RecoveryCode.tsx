import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import './recoveryCode.css'

/** Shows a new recovery code, this once. `onKept` is what follows when the person says that it is kept. */
export function RecoveryCode({ code, done, onKept }: { code: string; done: string; onKept: () => void }) {
  const [kept, setKept] = useState(false)
  return (
    <section className="recovery" aria-label="恢复码">
      <h2>恢复码（只显示这一次）</h2>
      <p className="recovery-code digits">{code}</p>
      <p>
        案卷库已加密，只有本机的账号能打开。所有人都忘记密码时，只有凭这个恢复码才能重新进入；没有它，数据无法找回，任何人都不能代为解开。
      </p>
      <p className="quiet">请打印或抄写后放入保险柜，由管理员保管；不要存在这台电脑里。</p>
      <div className="recovery-acts">
        <Button onClick={() => window.print()}>打印这一页</Button>
        <Checkbox checked={kept} onChange={({ target }) => setKept(target.checked)}>
          我已打印或抄好
        </Checkbox>
        <Button type="primary" disabled={!kept} onClick={onKept}>
          {done}
        </Button>
      </div>
    </section>
  )
}

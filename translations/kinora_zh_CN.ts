<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AppearanceSettings</name>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
    </context>
    <context>
        <name>CameoDialog</name>
        <message>
            <source>Name it once, and write @ in your prompts. What it looks like is told to the video service with every prompt it is in.</source>
            <translation>只需命名一次，然后在提示词中用 @ 引用。每当提示词中出现它，视频服务都会得知它的样子。</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Choose picture…</source>
            <translation>选择图片…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>In prompts, after the @</source>
            <translation>在提示词中，@ 之后</translation>
        </message>
        <message>
            <source>What it looks like</source>
            <translation>外观描述</translation>
        </message>
        <message>
            <source>A woman in her thirties with short curly hair and a red raincoat</source>
            <translation>三十多岁的女性，短卷发，穿红色雨衣</translation>
        </message>
        <message>
            <source>Delete cameo</source>
            <translation>删除客串角色</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
    </context>
    <context>
        <name>CommandLine</name>
        <message>
            <source>Address of the relay on the sign-in page.</source>
            <translation>登录页上的中继地址。</translation>
        </message>
        <message>
            <source>Folder for settings and library, instead of the system's places.</source>
            <translation>存放设置和媒体库的文件夹，代替系统默认位置。</translation>
        </message>
        <message>
            <source>Language of the app, for example de or zh_CN, instead of the system's.</source>
            <translation>程序语言，例如 de 或 zh_CN，代替系统语言。</translation>
        </message>
        <message>
            <source>Make videos from words.</source>
            <translation>用文字生成视频。</translation>
        </message>
        <message>
            <source>An invitation: kinora://invite?relay=…&amp;code=…</source>
            <translation>邀请链接：kinora://invite?relay=…&amp;code=…</translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message>
            <source>Prompt</source>
            <translation>提示词</translation>
        </message>
        <message>
            <source>Describe your video…</source>
            <translation>描述你的视频…</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>生成</translation>
        </message>
        <message>
            <source>Not wanted</source>
            <translation>不想要的内容</translation>
        </message>
        <message>
            <source>Not wanted: blur, text, crowds…</source>
            <translation>不想要的内容：模糊、文字、人群…</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>The same number with the same words gives the same video again.</source>
            <translation>相同的数字配上相同的提示词会再次生成相同的视频。</translation>
        </message>
    </context>
    <context>
        <name>ConnectionText</name>
        <message>
            <source>Offline, showing your library</source>
            <translation>离线，正在显示媒体库</translation>
        </message>
        <message>
            <source>You are looking at the library on this computer. Sign in to make videos.</source>
            <translation>你正在查看本机上的媒体库。登录后即可制作视频。</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>正在登录…</translation>
        </message>
        <message>
            <source>Signed out</source>
            <translation>已退出登录</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>正在连接…</translation>
        </message>
        <message>
            <source>Reconnecting…</source>
            <translation>正在重新连接…</translation>
        </message>
        <message numerus="yes">
            <source>Reconnecting in %n s</source>
            <translation>
                <numerusform>%n 秒后重新连接</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 cannot be reached. Trying again in %n s. Your library works; what you write is kept.</source>
            <translation>
                <numerusform>无法连接 %1。%n 秒后重试。媒体库仍可使用；你写的内容会保留。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 cannot be reached. Trying again now. Your library works; what you write is kept.</source>
            <translation>无法连接 %1。正在重试。媒体库仍可使用；你写的内容会保留。</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>立即重试</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Not connected to %1. Your library works; Kinora signs in again by itself.</source>
            <translation>未连接到 %1。媒体库仍可使用；Kinora 会自动重新登录。</translation>
        </message>
        <message>
            <source>The system keychain is locked, so Kinora cannot sign in by itself. Unlock it and try now; your library works meanwhile.</source>
            <translation>系统钥匙串已锁定，Kinora 无法自动登录。请解锁后立即重试；媒体库仍可使用。</translation>
        </message>
        <message>
            <source>The proxy wants a password</source>
            <translation>代理要求密码</translation>
        </message>
        <message>
            <source>The proxy %1 lets nothing through without a name and a password. Your library works; what you write is kept.</source>
            <translation>代理 %1 没有用户名和密码就不放行。你的媒体库可以使用；你写的内容会保留。</translation>
        </message>
        <message>
            <source>Enter them</source>
            <translation>输入</translation>
        </message>
    </context>
    <context>
        <name>CreatePage</name>
        <message>
            <source>Create</source>
            <translation>创作</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>What was used and what is left</source>
            <translation>已用量与余量</translation>
        </message>
    </context>
    <context>
        <name>CropDialog</name>
        <message>
            <source>Choose the part</source>
            <translation>选择区域</translation>
        </message>
        <message>
            <source>The video begins with this part. Drag the picture or use the arrow keys.</source>
            <translation>视频从此区域开始。拖动图片或使用方向键。</translation>
        </message>
        <message>
            <source>Part of the picture</source>
            <translation>图片区域</translation>
        </message>
        <message>
            <source>Size of the part</source>
            <translation>区域大小</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Use this part</source>
            <translation>使用此区域</translation>
        </message>
    </context>
    <context>
        <name>EditProfileDialog</name>
        <message>
            <source>Edit profile</source>
            <translation>编辑个人资料</translation>
        </message>
        <message>
            <source>Choose picture…</source>
            <translation>选择图片…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove the picture</source>
            <translation>移除图片</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Handle, by which others find you</source>
            <translation>他人用来找到你的用户名</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
    </context>
    <context>
        <name>ErrorText</name>
        <message>
            <source>This password would be guessed soon. Three or four words that have nothing to do with each other are better.</source>
            <translation>此密码很快会被猜到。使用三四个互不相关的词语更好。</translation>
        </message>
        <message>
            <source>This relay takes new accounts by invitation only.</source>
            <translation>此中继仅接受受邀注册。</translation>
        </message>
        <message>
            <source>This invitation is not good, or not good any more.</source>
            <translation>此邀请码无效或已失效。</translation>
        </message>
        <message>
            <source>Your account has been made. You can sign in as soon as the owner of the relay has approved it.</source>
            <translation>账户已创建。中继所有者批准后即可登录。</translation>
        </message>
        <message>
            <source>This account waits for the approval of the relay's owner.</source>
            <translation>此账户正在等待中继所有者批准。</translation>
        </message>
        <message numerus="yes">
            <source>in %n second(s)</source>
            <translation>
                <numerusform>%n 秒后</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n minute(s)</source>
            <translation>
                <numerusform>%n 分钟后</numerusform>
            </translation>
        </message>
        <message>
            <source>The relay did not accept what was entered.</source>
            <translation>中继未接受所填内容。</translation>
        </message>
        <message>
            <source>The relay did not accept the request. Nothing was made; try again.</source>
            <translation>中继未接受请求。没有生成任何内容；请重试。</translation>
        </message>
        <message>
            <source>E-mail or password is not right.</source>
            <translation>邮箱或密码不正确。</translation>
        </message>
        <message>
            <source>Your session has ended. Sign in again.</source>
            <translation>会话已结束。请重新登录。</translation>
        </message>
        <message>
            <source>The relay does not allow this.</source>
            <translation>中继不允许此操作。</translation>
        </message>
        <message>
            <source>Your budget on this relay is used up. Its owner can raise it.</source>
            <translation>你在此中继的预算已用完。其所有者可以提高预算。</translation>
        </message>
        <message>
            <source>The relay does not have this any more.</source>
            <translation>中继上已没有此内容。</translation>
        </message>
        <message>
            <source>This has changed meanwhile.</source>
            <translation>内容已发生变化。</translation>
        </message>
        <message>
            <source>The relay is still working on the same request.</source>
            <translation>中继仍在处理同一个请求。</translation>
        </message>
        <message>
            <source>Your library is out of step with the relay. It is being read again.</source>
            <translation>媒体库与中继不同步，正在重新读取。</translation>
        </message>
        <message>
            <source>That was too often. You can go on %1.</source>
            <translation>操作过于频繁。%1可继续。</translation>
        </message>
        <message>
            <source>That was too often. Wait a moment.</source>
            <translation>操作过于频繁。请稍候。</translation>
        </message>
        <message>
            <source>Too many of your videos are waiting already. Try again when some are done.</source>
            <translation>等待中的视频过多。请在部分完成后再试。</translation>
        </message>
        <message>
            <source>The relay has no room left. Its owner has to make some.</source>
            <translation>中继空间已满。需要其所有者腾出空间。</translation>
        </message>
        <message>
            <source>The relay is not ready at the moment. Try again shortly.</source>
            <translation>中继暂时未就绪。请稍后再试。</translation>
        </message>
        <message>
            <source>The relay could not do this (answer %1).</source>
            <translation>中继无法完成此操作（应答 %1）。</translation>
        </message>
        <message>
            <source>The relay could not do this.</source>
            <translation>中继无法完成此操作。</translation>
        </message>
        <message>
            <source>The relay cannot be reached. Check its address and that it is running.</source>
            <translation>无法连接中继。请检查地址以及中继是否在运行。</translation>
        </message>
        <message>
            <source>The connection to the relay broke.</source>
            <translation>与中继的连接中断。</translation>
        </message>
        <message>
            <source>The relay did not answer in time.</source>
            <translation>中继未及时应答。</translation>
        </message>
        <message>
            <source>The connection to the relay is not safe: its certificate is not valid. Nothing was sent.</source>
            <translation>与中继的连接不安全：证书无效。没有发送任何内容。</translation>
        </message>
        <message>
            <source>What answers at this address is not a Kinora relay, or one this version does not understand.</source>
            <translation>此地址上应答的不是 Kinora 中继，或是此版本不支持的中继。</translation>
        </message>
        <message>
            <source>The system keychain cannot be used.</source>
            <translation>无法使用系统钥匙串。</translation>
        </message>
        <message>
            <source>The system keychain is locked.</source>
            <translation>系统钥匙串已锁定。</translation>
        </message>
        <message>
            <source>The disk of this computer is full.</source>
            <translation>本机磁盘已满。</translation>
        </message>
        <message>
            <source>A file on this computer could not be read or written.</source>
            <translation>无法读取或写入本机上的文件。</translation>
        </message>
        <message>
            <source>A file on this computer is damaged.</source>
            <translation>本机上的一个文件已损坏。</translation>
        </message>
        <message>
            <source>This library was written by a later version of Kinora. Update Kinora to open it.</source>
            <translation>此媒体库由更新版本的 Kinora 写入。请更新 Kinora 后再打开。</translation>
        </message>
        <message>
            <source>Another program is using a file that Kinora needs.</source>
            <translation>另一个程序正在使用 Kinora 需要的文件。</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>已取消。</translation>
        </message>
        <message>
            <source>Something went wrong.</source>
            <translation>出了点问题。</translation>
        </message>
        <message>
            <source>Too many tries with a wrong password. You can try again %1.</source>
            <translation>密码错误次数过多。%1可重试。</translation>
        </message>
        <message>
            <source>Too many tries with a wrong password. Wait a moment.</source>
            <translation>密码错误次数过多。请稍候。</translation>
        </message>
        <message>
            <source>This account cannot sign in. Ask the owner of the relay.</source>
            <translation>此账户无法登录。请联系中继所有者。</translation>
        </message>
        <message>
            <source>This relay does not take new accounts without a code from its owner.</source>
            <translation>没有所有者提供的代码，此中继不接受新账户。</translation>
        </message>
        <message>
            <source>There is an account with this address already. Sign in instead.</source>
            <translation>此邮箱已有账户。请直接登录。</translation>
        </message>
        <message>
            <source>The answer of the relay was lost. The same request is sent again as soon as the relay is back; nothing is made twice.</source>
            <translation>中继的应答丢失。中继恢复后会重新发送同一请求；不会重复生成。</translation>
        </message>
        <message>
            <source>The relay cannot be reached, so nothing was sent. Your text is kept.</source>
            <translation>无法连接中继，因此没有发送任何内容。你的文字已保留。</translation>
        </message>
        <message>
            <source>The disk of this computer is full, so the request could not be noted down. Nothing was sent.</source>
            <translation>本机磁盘已满，无法记录请求。没有发送任何内容。</translation>
        </message>
        <message>
            <source>The request could not be noted down on this computer. Nothing was sent.</source>
            <translation>无法在本机记录请求。没有发送任何内容。</translation>
        </message>
        <message>
            <source>You have made as many videos as this relay allows for now. You can go on %1.</source>
            <translation>你已达到此中继当前允许的视频数量。%1可继续。</translation>
        </message>
        <message>
            <source>You have made as many videos as this relay allows for now.</source>
            <translation>你已达到此中继当前允许的视频数量。</translation>
        </message>
        <message>
            <source>This address is too long.</source>
            <translation>此地址过长。</translation>
        </message>
        <message>
            <source>This does not look like an e-mail address yet.</source>
            <translation>这还不像一个邮箱地址。</translation>
        </message>
        <message>
            <source>This password is too long.</source>
            <translation>密码过长。</translation>
        </message>
        <message>
            <source>This password is too short.</source>
            <translation>密码过短。</translation>
        </message>
        <message>
            <source>This name cannot be used. Choose a shorter one.</source>
            <translation>此名称不可用。请换一个更短的。</translation>
        </message>
        <message>
            <source>This is not the set-up code of the relay.</source>
            <translation>这不是该中继的设置代码。</translation>
        </message>
        <message>
            <source>The prompt is too long for this model.</source>
            <translation>提示词超出此模型的长度上限。</translation>
        </message>
        <message>
            <source>Describe the video in a few words first.</source>
            <translation>请先用几个词描述视频。</translation>
        </message>
        <message>
            <source>The relay no longer offers these options. Choose again.</source>
            <translation>中继不再提供这些选项。请重新选择。</translation>
        </message>
        <message>
            <source>The relay did not accept what was entered (%1).</source>
            <translation>中继未接受所填内容（%1）。</translation>
        </message>
        <message>
            <source>Enter the address of a relay.</source>
            <translation>请输入中继地址。</translation>
        </message>
        <message>
            <source>This is not an address. It looks like https://relay.example.</source>
            <translation>这不是有效地址。格式如 https://relay.example。</translation>
        </message>
        <message>
            <source>The address must start with https:// or http://.</source>
            <translation>地址必须以 https:// 或 http:// 开头。</translation>
        </message>
        <message>
            <source>Enter your e-mail address.</source>
            <translation>请输入邮箱地址。</translation>
        </message>
        <message>
            <source>Enter a password.</source>
            <translation>请输入密码。</translation>
        </message>
        <message numerus="yes">
            <source>At least %n character(s).</source>
            <translation>
                <numerusform>至少 %n 个字符。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At most %n character(s).</source>
            <translation>
                <numerusform>最多 %n 个字符。</numerusform>
            </translation>
        </message>
        <message>
            <source>It failed, and the relay does not say why.</source>
            <translation>失败了，中继没有说明原因。</translation>
        </message>
        <message>
            <source>The video service refused this prompt because of its content rules.</source>
            <translation>视频服务因内容规则拒绝了此提示词。</translation>
        </message>
        <message>
            <source>The video service did not accept this request.</source>
            <translation>视频服务未接受此请求。</translation>
        </message>
        <message>
            <source>The video service was too busy for too long.</source>
            <translation>视频服务长时间过于繁忙。</translation>
        </message>
        <message>
            <source>The video service has no free places left (“invite full”).</source>
            <translation>视频服务名额已满（“invite full”）。</translation>
        </message>
        <message>
            <source>The video service no longer offers this.</source>
            <translation>视频服务不再提供此功能。</translation>
        </message>
        <message>
            <source>The video service does not accept the key of the relay.</source>
            <translation>视频服务不接受中继的密钥。</translation>
        </message>
        <message>
            <source>The video was not ready in time.</source>
            <translation>视频未能及时完成。</translation>
        </message>
        <message>
            <source>The video was made, but was gone before the relay could fetch it.</source>
            <translation>视频已生成，但在中继取回之前已失效。</translation>
        </message>
        <message>
            <source>What the video service delivered is not a playable video.</source>
            <translation>视频服务返回的不是可播放的视频。</translation>
        </message>
        <message>
            <source>The answer was lost, and the video service cannot say whether it accepted the request.</source>
            <translation>应答丢失，视频服务无法确认是否接受了请求。</translation>
        </message>
        <message>
            <source>The connection broke while the video was being made, and it could not be picked up again.</source>
            <translation>视频生成时连接中断，无法继续。</translation>
        </message>
        <message>
            <source>The video service never took the request.</source>
            <translation>视频服务从未接到请求。</translation>
        </message>
        <message>
            <source>The relay has no room left to keep the video.</source>
            <translation>中继没有空间保存视频。</translation>
        </message>
        <message>
            <source>Something went wrong inside the relay.</source>
            <translation>中继内部出了问题。</translation>
        </message>
        <message>
            <source>It failed for a reason this version does not know (%1).</source>
            <translation>失败原因此版本无法识别（%1）。</translation>
        </message>
        <message>
            <source>Nothing was charged.</source>
            <translation>未产生费用。</translation>
        </message>
        <message>
            <source>The price is held until the outcome is clear.</source>
            <translation>费用已预留，待结果明确。</translation>
        </message>
        <message>
            <source>It was charged.</source>
            <translation>已产生费用。</translation>
        </message>
        <message>
            <source>Change the prompt and try again.</source>
            <translation>请修改提示词后重试。</translation>
        </message>
        <message>
            <source>Change the prompt or the options and try again.</source>
            <translation>请修改提示词或选项后重试。</translation>
        </message>
        <message>
            <source>Try again later.</source>
            <translation>请稍后再试。</translation>
        </message>
        <message>
            <source>Try again later; the owner of the relay can add a key.</source>
            <translation>请稍后再试；中继所有者可以添加密钥。</translation>
        </message>
        <message>
            <source>Choose another model.</source>
            <translation>请选择其他模型。</translation>
        </message>
        <message>
            <source>The owner of the relay has to see to it.</source>
            <translation>需要中继所有者处理。</translation>
        </message>
        <message>
            <source>Should it still arrive, it appears in your gallery.</source>
            <translation>若之后到达，会出现在图库中。</translation>
        </message>
        <message>
            <source>It is not sent again by itself.</source>
            <translation>不会自动重新发送。</translation>
        </message>
        <message>
            <source>Trying again makes a new video.</source>
            <translation>重试会生成新的视频。</translation>
        </message>
        <message>
            <source>You can try again.</source>
            <translation>你可以重试。</translation>
        </message>
        <message>
            <source>The price has changed meanwhile, so nothing was sent. Look at the new one and decide.</source>
            <translation>价格已变动，因此没有发送任何内容。请查看新价格后再决定。</translation>
        </message>
        <message>
            <source>This job cannot be tried again any more.</source>
            <translation>此任务已无法重试。</translation>
        </message>
        <message>
            <source>It may have been charged.</source>
            <translation>可能已扣费。</translation>
        </message>
        <message>
            <source>The price has changed, so nothing was sent. Edit and try again to see the new price.</source>
            <translation>价格已变动，因此没有发送。请编辑后重试以查看新价格。</translation>
        </message>
        <message>
            <source>This relay is too old for this version of Kinora (%1, needed is %2). Its owner can update it.</source>
            <translation>此中继的版本（%1）对当前 Kinora 来说过旧，需要 %2。其所有者可以更新它。</translation>
        </message>
        <message>
            <source>The certificate of this relay has been withdrawn. Nothing was sent. Ask its owner.</source>
            <translation>此中继的证书已被吊销。没有发送任何内容。请询问其所有者。</translation>
        </message>
        <message>
            <source>The certificate at this address was made for another one, so this may not be the relay you mean. Nothing was sent. Check the address.</source>
            <translation>此地址的证书属于另一个地址，这可能不是你要找的中继。没有发送任何内容。请检查地址。</translation>
        </message>
        <message>
            <source>The certificate of this relay has expired, or the clock of this computer is wrong. Nothing was sent.</source>
            <translation>此中继的证书已过期，或者这台电脑的时钟不准。没有发送任何内容。</translation>
        </message>
        <message>
            <source>The certificate of this relay is not valid yet, or the clock of this computer is wrong. Nothing was sent.</source>
            <translation>此中继的证书尚未生效，或者这台电脑的时钟不准。没有发送任何内容。</translation>
        </message>
        <message>
            <source>Nobody this computer trusts has signed the certificate of this relay, so anybody could have made it. Nothing was sent. Its owner can get a trusted one, or you add their issuer to this computer.</source>
            <translation>此中继的证书没有这台电脑信任的签发者，任何人都可能伪造它。没有发送任何内容。其所有者可以换用受信任的证书，或者你将其签发者添加到这台电脑。</translation>
        </message>
        <message>
            <source>A cameo of this prompt has been deleted meanwhile. Nothing was sent; look at the prompt again.</source>
            <translation>提示词中的一个客串角色已被删除。没有发送任何内容；请再检查一下提示词。</translation>
        </message>
        <message>
            <source>The relay no longer has the reference image, so nothing was sent. Try once more: it is sent again.</source>
            <translation>中继已不再保存参考图片，因此没有发送任何内容。请再试一次：图片会重新发送。</translation>
        </message>
        <message>
            <source>What is not wanted is too long for this model.</source>
            <translation>对此模型而言，不想要的内容写得太长。</translation>
        </message>
        <message>
            <source>It now costs %1, not %2, so nothing was sent.</source>
            <translation>现在的价格是 %1，不是 %2，因此没有发送。</translation>
        </message>
        <message>
            <source>It now costs %1, so nothing was sent.</source>
            <translation>现在的价格是 %1，因此没有发送。</translation>
        </message>
        <message>
            <source>The proxy on the way to the relay cannot be reached or does not let this through.</source>
            <translation>通往中继的代理无法连接，或者不放行。</translation>
        </message>
        <message>
            <source>The proxy on the way to the relay wants a name and a password.</source>
            <translation>通往中继的代理要求用户名和密码。</translation>
        </message>
        <message>
            <source>%1 Nothing was sent, and your text is kept.</source>
            <translation>%1没有发送任何内容，你的文字已保留。</translation>
        </message>
        <message>
            <source>Enter the address of the proxy.</source>
            <translation>请输入代理的地址。</translation>
        </message>
        <message>
            <source>This is not an address. It looks like proxy.example:3128.</source>
            <translation>这不是地址。地址形如 proxy.example:3128。</translation>
        </message>
        <message>
            <source>The port is missing. It looks like proxy.example:3128.</source>
            <translation>缺少端口。地址形如 proxy.example:3128。</translation>
        </message>
        <message>
            <source>The video has arrived after all; it is in your gallery.</source>
            <translation>视频最终还是到了，就在你的图库中。</translation>
        </message>
        <message>
            <source>The owner of the relay can look into its log.</source>
            <translation>中继的所有者可以查看其日志。</translation>
        </message>
        <message>
            <source>Change something and try again, or ask the owner of the relay.</source>
            <translation>请修改后重试，或询问中继的所有者。</translation>
        </message>
        <message>
            <source>E-mail or password is not right. After ten wrong tries the relay accepts no password for a quarter of an hour, the right one neither. Wait, or ask its owner for help.</source>
            <translation>邮箱或密码不正确。连续输错十次后，中继在十五分钟内不接受任何密码，正确的也不行。请稍候，或联系中继所有者。</translation>
        </message>
        <message>
            <source>This code is not good for this address: it is mistyped, was used already, or is older than a day. The owner of the relay can give you another.</source>
            <translation>这个一次性码不适用于此邮箱：可能输错、已被使用，或已超过一天。中继的所有者可以再给你一个。</translation>
        </message>
        <message>
            <source>Too many tries with a code. You can try again %1.</source>
            <translation>输入一次性码的尝试过多。%1可以再试。</translation>
        </message>
        <message>
            <source>Too many tries with a code. Wait a moment.</source>
            <translation>输入一次性码的尝试过多。请稍等片刻。</translation>
        </message>
        <message>
            <source>This is larger than the relay takes.</source>
            <translation>这超出了中继所能接收的大小。</translation>
        </message>
        <message>
            <source>The relay does not take files of this kind.</source>
            <translation>中继不接收这类文件。</translation>
        </message>
        <message>
            <source>The relay cannot keep this video: it does not play to its end, or is neither MP4 nor WebM.</source>
            <translation>中继无法保存这个视频：它不能完整播放，或者既不是 MP4 也不是 WebM。</translation>
        </message>
        <message>
            <source>The video that this is to be made from is not on the relay any more. Nothing was sent.</source>
            <translation>要用来混剪的视频已不在中继上，没有发送任何内容。</translation>
        </message>
        <message>
            <source>This video cannot be remixed any more, so nothing was sent.</source>
            <translation>此视频已无法再混剪，因此没有发送任何内容。</translation>
        </message>
        <message>
            <source>This relay takes no videos that were made elsewhere.</source>
            <translation>此中继不接收在别处制作的视频。</translation>
        </message>
        <message>
            <source>The relay has no room left. Once its owner has made some, they are sent by themselves.</source>
            <translation>中继已没有空间。其所有者腾出空间后会自动发送。</translation>
        </message>
        <message>
            <source>Its prompt is longer than the relay takes.</source>
            <translation>提示词超过了中继允许的长度。</translation>
        </message>
        <message>
            <source>The relay did not accept what is known of it.</source>
            <translation>中继未接受该视频的信息。</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>File names</source>
            <translation>文件名</translation>
        </message>
        <message>
            <source>Write prompt, model and date into the copies</source>
            <translation>将提示词、模型和日期写入副本</translation>
        </message>
        <message>
            <source>Otherwise each copy is the original, byte for byte</source>
            <translation>否则每个副本都与原文件逐字节相同</translation>
        </message>
        <message>
            <source>All that is known of a video beside it (JSON)</source>
            <translation>在旁边保存视频的全部信息 (JSON)</translation>
        </message>
        <message>
            <source>A table of all of them (CSV)</source>
            <translation>所有视频的表格 (CSV)</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Also what lies in the trash</source>
            <translation>也包括回收站里的视频</translation>
        </message>
        <message>
            <source>Also the account: profile, cameos, drafts, requests and costs</source>
            <translation>也包括账户：个人资料、客串角色、草稿、请求和费用</translation>
        </message>
        <message>
            <source>What was not written</source>
            <translation>未写入的内容</translation>
        </message>
        <message>
            <source>Copy the list</source>
            <translation>复制列表</translation>
        </message>
    </context>
    <context>
        <name>GalleryPane</name>
        <message>
            <source>smaller</source>
            <translation>更小</translation>
        </message>
        <message>
            <source>Size of the cards</source>
            <translation>卡片大小</translation>
        </message>
        <message>
            <source>larger</source>
            <translation>更大</translation>
        </message>
    </context>
    <context>
        <name>GalleryText</name>
        <message>
            <source>%1%</source>
            <comment>of a download</comment>
            <translation>%1%</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>Not here</source>
            <translation>不在本机</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>刚刚</translation>
        </message>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n 分钟前</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n h ago</source>
            <translation>
                <numerusform>%n 小时前</numerusform>
            </translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>dddd, d MMMM</source>
            <extracomment>A date without its year; Qt date format (dddd weekday, d day, MMMM month)</extracomment>
            <translation>M月d日 dddd</translation>
        </message>
        <message>
            <source>d MMM</source>
            <extracomment>A short date without its year; Qt date format (d day, MMM month)</extracomment>
            <translation>M月d日</translation>
        </message>
        <message>
            <source>today %1</source>
            <translation>今天 %1</translation>
        </message>
        <message>
            <source>yesterday %1</source>
            <translation>昨天 %1</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>%1 min %2 s</source>
            <translation>%1 分 %2 秒</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>Downloading %1%</source>
            <translation>正在下载 %1 %</translation>
        </message>
        <message>
            <source>Waiting to download</source>
            <translation>等待下载</translation>
        </message>
        <message>
            <source>Not on this computer</source>
            <translation>不在本机</translation>
        </message>
        <message>
            <source>Download failed</source>
            <translation>下载失败</translation>
        </message>
        <message>
            <source>The disk is full: %1 are needed. Make room and try again.</source>
            <translation>磁盘已满：需要 %1。请腾出空间后重试。</translation>
        </message>
        <message>
            <source>What arrived is not the file that was made: its checksum differs. It was not kept.</source>
            <translation>收到的文件与生成的不一致：校验和不同。未保留。</translation>
        </message>
        <message>
            <source>The relay no longer has this video's file.</source>
            <translation>中继上已没有此视频的文件。</translation>
        </message>
        <message>
            <source>The relay could not send this video's file, however often it was asked. Try again later.</source>
            <translation>已多次请求，但中继无法发送此视频的文件。请稍后再试。</translation>
        </message>
        <message>
            <source>The file could not be written to this computer.</source>
            <translation>无法将文件写入本机。</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) cannot be dragged: not on this computer.</source>
            <translation>
                <numerusform>有 %n 个视频不在此电脑上，无法拖动。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 video(s) left out: not on this computer.</source>
            <translation>
                <numerusform>%1 个视频中有 %n 个不在此电脑上，未包含在内。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) not downloaded: larger than the limit of %1 in Settings.</source>
            <translation>
                <numerusform>有 %n 个视频超过设置中的 %1 上限，仅保留在中继上。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 video(s) not downloaded: beyond the limit of %2 in Settings.</source>
            <translation>
                <numerusform>%1 个视频中有 %n 个超出设置中的 %2 上限，仅保留在中继上。</numerusform>
            </translation>
        </message>
        <message>
            <source>could not store what the relay told</source>
            <translation>无法保存中继告知的内容</translation>
        </message>
        <message>
            <source>could not ask the relay for more</source>
            <translation>无法向中继查询更多</translation>
        </message>
        <message>
            <source>portrait video</source>
            <translation>竖屏视频</translation>
        </message>
        <message>
            <source>landscape video</source>
            <translation>横屏视频</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>收藏</translation>
        </message>
        <message>
            <source>rated %1 of 5</source>
            <translation>评分 %1(满分 5)</translation>
        </message>
        <message>
            <source>Only on this computer</source>
            <translation>仅在这台电脑上</translation>
        </message>
        <message>
            <source>Only here</source>
            <translation>仅在本机</translation>
        </message>
    </context>
    <context>
        <name>HistoryFilters</name>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>Search your prompts</source>
            <translation>搜索你的提示词</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Import a folder</source>
            <translation>导入文件夹</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>What became of each file</source>
            <translation>每个文件的结果</translation>
        </message>
        <message>
            <source>Copy the list</source>
            <translation>复制列表</translation>
        </message>
        <message>
            <source>Videos in it and in the folders below are copied into your library; the folder itself stays as it is. Prompt, model and date are read from JSON files that lie there or just above, and from the videos themselves. What you have already is passed over. The relay gets them too, now or as soon as it can be reached.</source>
            <translation>其中以及下级文件夹里的视频会复制到你的媒体库，原文件夹保持不变。提示词、模型和日期取自那里及上两级文件夹里的 JSON 文件和视频本身。已有的视频会跳过。中继也会得到它们：现在，或在能连上时。</translation>
        </message>
    </context>
    <context>
        <name>JobCard</name>
        <message>
            <source>Dismiss</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
    </context>
    <context>
        <name>JobText</name>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Stopping. It may still finish and be charged; a finished video is kept.</source>
            <translation>正在停止。仍可能完成并产生费用；完成的视频会保留。</translation>
        </message>
        <message>
            <source>Waiting its turn</source>
            <translation>正在排队</translation>
        </message>
        <message>
            <source>Waiting · next in line</source>
            <translation>等待中 · 下一个</translation>
        </message>
        <message>
            <source>Waiting · number %1 in line</source>
            <translation>等待中 · 第 %1 位</translation>
        </message>
        <message>
            <source>Waiting until the video service takes new work</source>
            <translation>等待视频服务接受新任务</translation>
        </message>
        <message>
            <source>Sending to the video service</source>
            <translation>正在发送到视频服务</translation>
        </message>
        <message>
            <source>Checking: the answer was lost, finding out whether it was accepted. Nothing is sent twice.</source>
            <translation>正在核查：应答丢失，正在确认是否已被接受。不会重复发送。</translation>
        </message>
        <message>
            <source>Generating</source>
            <translation>正在生成</translation>
        </message>
        <message>
            <source>Saving to the relay</source>
            <translation>正在保存到中继</translation>
        </message>
        <message>
            <source>Working</source>
            <translation>正在处理</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>%1%</source>
            <comment>progress</comment>
            <translation>%1%</translation>
        </message>
        <message numerus="yes">
            <source>about %n s left</source>
            <translation>
                <numerusform>约剩 %n 秒</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n min left</source>
            <translation>
                <numerusform>约剩 %n 分钟</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>two sentences</comment>
            <translation>%1%2</translation>
        </message>
        <message>
            <source>Paused · number %1 in your line</source>
            <translation>已暂停 · 你的队列第 %1 位</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>Try again anyway for %1</source>
            <translation>仍以 %1 重试</translation>
        </message>
        <message>
            <source>Try again for %1</source>
            <translation>以 %1 重试</translation>
        </message>
        <message>
            <source>Try again anyway</source>
            <translation>仍要重试</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>竖屏</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>横屏</translation>
        </message>
        <message>
            <source>%1 s</source>
            <comment>length of a video</comment>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>%1 held</source>
            <comment>a price</comment>
            <translation>%1 已预留</translation>
        </message>
        <message>
            <source>%1 charged</source>
            <comment>a price</comment>
            <translation>%1 已扣费</translation>
        </message>
        <message>
            <source>%1 unclear</source>
            <comment>a price</comment>
            <translation>%1 待确认</translation>
        </message>
        <message>
            <source>Try again anyway?</source>
            <translation>仍要重试吗？</translation>
        </message>
        <message numerus="yes">
            <source>ready in about %n s</source>
            <translation>
                <numerusform>约 %n 秒后完成</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>ready in about %n min</source>
            <translation>
                <numerusform>约 %n 分钟后完成</numerusform>
            </translation>
        </message>
        <message>
            <source>Use again</source>
            <translation>再次使用</translation>
        </message>
        <message>
            <source>Edit and try again</source>
            <translation>修改后重试</translation>
        </message>
    </context>
    <context>
        <name>LibrarySettings</name>
        <message>
            <source>Library</source>
            <translation>媒体库</translation>
        </message>
        <message>
            <source>Videos on this computer</source>
            <translation>这台电脑上的视频</translation>
        </message>
        <message>
            <source>Room for them</source>
            <translation>可用空间</translation>
        </message>
        <message>
            <source>When it is full, what you have not watched for longest stays on the relay alone. The only copy of a video is never given up.</source>
            <translation>空间用满后，最久没有观看的视频只保留在中继上。某个视频的唯一副本绝不会被移除。</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Folder of the library</source>
            <translation>媒体库文件夹</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Export everything…</source>
            <translation>导出全部…</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>导入文件夹…</translation>
        </message>
        <message>
            <source>Only on this computer</source>
            <translation>仅在这台电脑上</translation>
        </message>
        <message>
            <source>Offer to the relay again</source>
            <translation>再次提交给中继</translation>
        </message>
    </context>
    <context>
        <name>LimitText</name>
        <message>
            <source>$%1</source>
            <comment>a price in US dollars</comment>
            <translation>$%1</translation>
        </message>
        <message>
            <source>%1 of %2 this month</source>
            <translation>本月 %1 / %2</translation>
        </message>
        <message>
            <source>%1 of %2 s this month</source>
            <translation>本月 %1 / %2 秒</translation>
        </message>
        <message>
            <source>%1 of %2 this hour</source>
            <translation>本小时 %1 / %2</translation>
        </message>
        <message>
            <source>%1 of %2 waiting</source>
            <translation>等待中 %1 / %2</translation>
        </message>
        <message>
            <source>%1 of %2 seconds of video this month</source>
            <translation>本月视频 %1 / %2 秒</translation>
        </message>
        <message>
            <source>%1 of %2 videos this hour</source>
            <translation>本小时视频 %1 / %2 个</translation>
        </message>
        <message>
            <source>%1 of %2 places in the line of waiting videos</source>
            <translation>等待队列 %1 / %2 个位置</translation>
        </message>
        <message>
            <source>One more is free at %1.</source>
            <translation>%1 将再空出一个名额。</translation>
        </message>
        <message>
            <source>The next place is free at %1.</source>
            <translation>下一个名额将在 %1 空出。</translation>
        </message>
        <message>
            <source>It starts again on %1.</source>
            <translation>将于 %1 重新计算。</translation>
        </message>
        <message>
            <source>Your budget is not enough for this: %1 of %2 are left this month.</source>
            <translation>预算不足：本月还剩 %1（共 %2）。</translation>
        </message>
        <message>
            <source>Your budget is not enough for this: %1 of %2 seconds of video are left this month.</source>
            <translation>预算不足：本月还剩 %1 秒视频（共 %2 秒）。</translation>
        </message>
        <message numerus="yes">
            <source>This relay allows %n video(s) an hour, and you have asked for as many.</source>
            <translation>
                <numerusform>此中继每小时允许 %n 个视频，你已用完。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of your videos are waiting already, and this relay allows no more. Try again when some are done.</source>
            <translation>
                <numerusform>你已有 %n 个视频在等待，此中继不允许更多。请在部分完成后再试。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>two sentences</comment>
            <translation>%1%2</translation>
        </message>
        <message>
            <source>Held when the video was asked for</source>
            <translation>提交视频时预留</translation>
        </message>
        <message>
            <source>Charged: the video service took the request</source>
            <translation>已扣费：视频服务已接受请求</translation>
        </message>
        <message>
            <source>No longer held, since it was charged</source>
            <translation>已扣费，不再预留</translation>
        </message>
        <message>
            <source>No longer held: nothing was charged</source>
            <translation>未扣费，不再预留</translation>
        </message>
        <message>
            <source>Whether it was charged stayed unclear; counted as charged</source>
            <translation>是否扣费未能确认，按已扣费计</translation>
        </message>
        <message>
            <source>Corrected: it was not charged after all</source>
            <translation>更正：实际未扣费</translation>
        </message>
        <message>
            <source>Corrected: it was charged after all</source>
            <translation>更正：实际已扣费</translation>
        </message>
    </context>
    <context>
        <name>LocalRelayPage</name>
        <message>
            <source>A studio of
your own.</source>
            <translation>属于你的
工作室。</translation>
        </message>
        <message>
            <source>The relay runs while Kinora is open. It keeps the queue, the videos and the API token, all on this computer.</source>
            <translation>Kinora 打开期间中继保持运行。队列、视频和 API 令牌都保存在这台电脑上。</translation>
        </message>
        <message>
            <source>A relay on this computer</source>
            <translation>这台电脑上的中继</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在启动…</translation>
        </message>
        <message>
            <source>Starting the relay</source>
            <translation>正在启动中继</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Copy a report</source>
            <translation>复制报告</translation>
        </message>
        <message>
            <source>Sign in elsewhere</source>
            <translation>登录其他中继</translation>
        </message>
        <message>
            <source>Open my library offline</source>
            <translation>离线打开媒体库</translation>
        </message>
    </context>
    <context>
        <name>LocalRelayText</name>
        <message>
            <source>The program kinora-relay is not installed beside Kinora. Install Kinora again, or sign in to a relay elsewhere.</source>
            <translation>Kinora 旁边没有安装 kinora-relay 程序。请重新安装 Kinora，或登录其他地方的中继。</translation>
        </message>
        <message>
            <source>This computer does not run the program kinora-relay.</source>
            <translation>这台电脑无法运行 kinora-relay 程序。</translation>
        </message>
        <message>
            <source>Another relay is using the same folder. Close the other copy of Kinora, then try again.</source>
            <translation>另一个中继正在使用同一文件夹。请关闭另一个 Kinora，然后重试。</translation>
        </message>
        <message>
            <source>The relay keeps its data in PostgreSQL, which is not installed here. Install it, then try again.</source>
            <translation>中继用 PostgreSQL 保存数据，而这里没有安装它。请安装后重试。</translation>
        </message>
        <message>
            <source>The relay's database does not start.</source>
            <translation>中继的数据库无法启动。</translation>
        </message>
        <message>
            <source>The disk of this computer is full. Make some room, then try again.</source>
            <translation>这台电脑的磁盘已满。请腾出一些空间，然后重试。</translation>
        </message>
        <message>
            <source>This relay was last run by a later version of Kinora. Update Kinora to go on with it.</source>
            <translation>此中继上次由更新版本的 Kinora 运行。请更新 Kinora 后继续使用。</translation>
        </message>
        <message>
            <source>The relay may not listen on any port of this computer.</source>
            <translation>中继无法监听这台电脑的任何端口。</translation>
        </message>
        <message>
            <source>The relay was started, but does not answer.</source>
            <translation>中继已启动，但没有应答。</translation>
        </message>
        <message>
            <source>The relay on this computer does not start.</source>
            <translation>这台电脑上的中继无法启动。</translation>
        </message>
        <message>
            <source>The relay on this computer has ended and is being started again. What you write is kept.</source>
            <translation>这台电脑上的中继已结束，正在重新启动。你写的内容会保留。</translation>
        </message>
        <message numerus="yes">
            <source>The relay on this computer stops when Kinora is closed. %n video(s) being made will go on when you open Kinora again.</source>
            <translation>
                <numerusform>关闭 Kinora 后，这台电脑上的中继会停止。再次打开 Kinora 时，正在制作的 %n 个视频会继续。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LoginPage</name>
        <message>
            <source>Words in.
Moving pictures out.</source>
            <translation>写下文字，
收获影像。</translation>
        </message>
        <message>
            <source>Your prompts, your videos, on your computer. The relay keeps the API token; you keep everything you make.</source>
            <translation>你的提示词、你的视频，都在你的电脑上。中继保管 API 令牌；你创作的一切都归你所有。</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>to your relay</source>
            <translation>到你的中继</translation>
        </message>
        <message>
            <source>Relay address</source>
            <translation>中继地址</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>邮箱</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Keep me signed in (system keychain)</source>
            <translation>保持登录（系统钥匙串）</translation>
        </message>
        <message>
            <source>Create an account</source>
            <translation>创建账户</translation>
        </message>
        <message>
            <source>Open my library offline</source>
            <translation>离线打开媒体库</translation>
        </message>
        <message>
            <source>Start a relay on this computer</source>
            <translation>在这台电脑上启动中继</translation>
        </message>
        <message>
            <source>I have a code</source>
            <translation>我有一次性码</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Kinora</source>
            <translation>Kinora</translation>
        </message>
        <message>
            <source>Signing you in…</source>
            <translation>正在为你登录…</translation>
        </message>
        <message>
            <source>Open my library offline</source>
            <translation>离线打开媒体库</translation>
        </message>
        <message>
            <source>Your library cannot be opened</source>
            <translation>无法打开媒体库</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>退出登录</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>创作</translation>
        </message>
        <message>
            <source>Gallery</source>
            <translation>图库</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>队列</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
    </context>
    <context>
        <name>NetworkSettings</name>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>How Kinora reaches relays on other computers. This computer is always reached directly.</source>
            <translation>Kinora 如何连接其他电脑上的中继。本机始终直接连接。</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>代理</translation>
        </message>
        <message>
            <source>Address and port</source>
            <translation>地址和端口</translation>
        </message>
        <message>
            <source>Reached without it</source>
            <translation>不经代理的地址</translation>
        </message>
        <message>
            <source>Name, where it wants one</source>
            <translation>用户名（如需要）</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Use this proxy</source>
            <translation>使用此代理</translation>
        </message>
        <message>
            <source>Kind of proxy</source>
            <translation>代理类型</translation>
        </message>
    </context>
    <context>
        <name>NewPassword</name>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Confirm password</source>
            <translation>确认密码</translation>
        </message>
    </context>
    <context>
        <name>NewsSettings</name>
        <message>
            <source>Notifications</source>
            <translation>通知</translation>
        </message>
        <message>
            <source>Tell me when videos are ready or fail while I am elsewhere</source>
            <translation>我在别处时，视频完成或失败请告诉我</translation>
        </message>
    </context>
    <context>
        <name>PersonDialog</name>
        <message>
            <source>Find people</source>
            <translation>查找用户</translation>
        </message>
        <message>
            <source>@handle</source>
            <translation>@用户名</translation>
        </message>
        <message>
            <source>Handle of the person</source>
            <translation>对方的用户名</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>查找</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Show videos</source>
            <translation>查看视频</translation>
        </message>
    </context>
    <context>
        <name>PictureFiles</name>
        <message>
            <source>Choose a picture</source>
            <translation>选择图片</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>所有文件</translation>
        </message>
        <message>
            <source>This is no picture that Kinora can read. Choose a PNG, JPEG or WebP.</source>
            <translation>Kinora 无法读取此图片。请选择 PNG、JPEG 或 WebP。</translation>
        </message>
    </context>
    <context>
        <name>PlayerControls</name>
        <message>
            <source>Play</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Sound off</source>
            <translation>静音</translation>
        </message>
        <message>
            <source>Position in the video</source>
            <translation>播放位置</translation>
        </message>
        <message>
            <source>Previous video</source>
            <translation>上一个视频</translation>
        </message>
        <message>
            <source>Next video</source>
            <translation>下一个视频</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>音量</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>循环</translation>
        </message>
        <message>
            <source>Full screen (F)</source>
            <translation>全屏 (F)</translation>
        </message>
        <message>
            <source>This picture</source>
            <translation>当前画面</translation>
        </message>
        <message>
            <source>Speed</source>
            <translation>速度</translation>
        </message>
        <message>
            <source>Speed (J K L)</source>
            <translation>速度（J K L）</translation>
        </message>
    </context>
    <context>
        <name>PlayerFacts</name>
        <message>
            <source>Prompt</source>
            <translation>提示词</translation>
        </message>
        <message>
            <source>Copy prompt</source>
            <translation>复制提示词</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>尺寸</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>时长</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>创建时间</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>用时</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>SHA-256</source>
            <translation>SHA-256</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Vary</source>
            <translation>再来一版</translation>
        </message>
        <message>
            <source>Another take with the same settings; the prompt can be changed first</source>
            <translation>用相同的设置再做一版；可先修改提示词</translation>
        </message>
        <message>
            <source>Use these settings</source>
            <translation>使用这些设置</translation>
        </message>
        <message>
            <source>Prompt, model, length, size and seed as they were</source>
            <translation>提示词、模型、时长、尺寸和种子保持原样</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>费用</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Not wanted</source>
            <translation>不想要的内容</translation>
        </message>
        <message>
            <source>Cameos</source>
            <translation>客串角色</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Rating (0 to 5)</source>
            <translation>评分（0 至 5）</translation>
        </message>
        <message>
            <source>Favourite</source>
            <translation>收藏</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>移到回收站</translation>
        </message>
        <message>
            <source>Save a copy…</source>
            <translation>保存副本…</translation>
        </message>
        <message>
            <source>Remix…</source>
            <translation>混剪…</translation>
        </message>
        <message>
            <source>Another video made from this one: say what should be different</source>
            <translation>由此视频再生成一个：说明要有何不同</translation>
        </message>
        <message>
            <source>Everybody with an account on this relay sees what is published, and its prompt.</source>
            <translation>此中继上的所有账户都能看到已发布的视频及其提示词。</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
    </context>
    <context>
        <name>PlayerPage</name>
        <message>
            <source>Only this one</source>
            <translation>只看这个</translation>
        </message>
        <message>
            <source>Put the second video away (Esc)</source>
            <translation>关闭第二个视频 (Esc)</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Back (Esc)</source>
            <translation>返回 (Esc)</translation>
        </message>
    </context>
    <context>
        <name>ProfilePage</name>
        <message>
            <source>Edit profile</source>
            <translation>编辑个人资料</translation>
        </message>
        <message>
            <source>Find people</source>
            <translation>查找用户</translation>
        </message>
    </context>
    <context>
        <name>ProxyLoginDialog</name>
        <message>
            <source>Proxy</source>
            <translation>代理</translation>
        </message>
        <message>
            <source>Sign in to the proxy</source>
            <translation>你在代理上的身份是？</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>用户名</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
    </context>
    <context>
        <name>Question</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>QueueCard</name>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Watch</source>
            <translation>观看</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>移除</translation>
        </message>
    </context>
    <context>
        <name>QueuePage</name>
        <message>
            <source>Queue</source>
            <translation>队列</translation>
        </message>
        <message>
            <source>Waiting and running</source>
            <translation>等待与进行中</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史记录</translation>
        </message>
        <message>
            <source>Pause my queue</source>
            <translation>暂停我的队列</translation>
        </message>
        <message>
            <source>Show older</source>
            <translation>显示更早的</translation>
        </message>
    </context>
    <context>
        <name>RegisterPage</name>
        <message>
            <source>Invitation code (from the owner of the relay)</source>
            <translation>邀请码（由中继所有者提供）</translation>
        </message>
        <message>
            <source>Invitation code</source>
            <translation>邀请码</translation>
        </message>
        <message>
            <source>Make your first
ten seconds.</source>
            <translation>制作你的
第一个十秒。</translation>
        </message>
        <message>
            <source>Create an account</source>
            <translation>创建账户</translation>
        </message>
        <message>
            <source>Display name</source>
            <translation>显示名称</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>邮箱</translation>
        </message>
        <message>
            <source>Set-up code (the relay printed it when it first started)</source>
            <translation>设置代码（中继首次启动时显示）</translation>
        </message>
        <message>
            <source>Set-up code</source>
            <translation>设置代码</translation>
        </message>
        <message>
            <source>Create account</source>
            <translation>创建账户</translation>
        </message>
        <message>
            <source>I already have an account</source>
            <translation>我已有账户</translation>
        </message>
    </context>
    <context>
        <name>RelayCheckText</name>
        <message>
            <source>too old</source>
            <translation>版本过旧</translation>
        </message>
        <message>
            <source>reachable, %1 ms</source>
            <translation>可连接，%1 毫秒</translation>
        </message>
        <message>
            <source>This connection is not encrypted: others on the way could read your password.</source>
            <translation>此连接未加密：途中他人可能读到你的密码。</translation>
        </message>
        <message>
            <source>not a Kinora relay</source>
            <translation>不是 Kinora 中继</translation>
        </message>
        <message>
            <source>certificate not valid</source>
            <translation>证书无效</translation>
        </message>
        <message>
            <source>starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>not reachable</source>
            <translation>无法连接</translation>
        </message>
        <message>
            <source>Anybody can make an account.</source>
            <translation>任何人都可以创建账户。</translation>
        </message>
        <message>
            <source>New accounts need an invitation.</source>
            <translation>新账户需要邀请。</translation>
        </message>
        <message>
            <source>Its owner approves new accounts.</source>
            <translation>新账户由所有者批准。</translation>
        </message>
        <message>
            <source>It takes no new accounts.</source>
            <translation>不接受新账户。</translation>
        </message>
        <message>
            <source>Relay version %1. %2</source>
            <translation>中继版本 %1。%2</translation>
        </message>
    </context>
    <context>
        <name>ResetPage</name>
        <message>
            <source>Back in
with a code.</source>
            <translation>凭一次性码，
回到这里。</translation>
        </message>
        <message>
            <source>Choose your password</source>
            <translation>设置你的密码</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>邮箱</translation>
        </message>
        <message>
            <source>One-time code (from the owner of the relay)</source>
            <translation>一次性码（由中继的所有者提供）</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>一次性码</translation>
        </message>
        <message>
            <source>Set password and sign in</source>
            <translation>设置密码并登录</translation>
        </message>
        <message>
            <source>Back to signing in</source>
            <translation>返回登录</translation>
        </message>
    </context>
    <context>
        <name>SelectionBar</name>
        <message>
            <source>Favourite</source>
            <translation>收藏</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>移到回收站</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Delete for ever…</source>
            <translation>永久删除…</translation>
        </message>
        <message>
            <source>Choose all</source>
            <translation>全选</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
    </context>
    <context>
        <name>TroublePage</name>
        <message>
            <source>Report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>What were you doing? (added to the report, if you like)</source>
            <translation>你当时在做什么？（愿意的话会加入报告）</translation>
        </message>
        <message>
            <source>What were you doing?</source>
            <translation>你当时在做什么？</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
    </context>
    <context>
        <name>UsageDialog</name>
        <message>
            <source>Usage</source>
            <translation>用量</translation>
        </message>
        <message>
            <source>Lines, newest first</source>
            <translation>明细，最新在前</translation>
        </message>
        <message>
            <source>Show older</source>
            <translation>显示更早的</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>kinora::AccountBox</name>
        <message>
            <source>Account: %1</source>
            <translation>账户：%1</translation>
        </message>
    </context>
    <context>
        <name>kinora::AccountMenu</name>
        <message>
            <source>Usage…</source>
            <translation>用量…</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Close library</source>
            <translation>关闭媒体库</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>退出登录</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>Use another account…</source>
            <translation>使用其他账户…</translation>
        </message>
    </context>
    <context>
        <name>kinora::AppearanceSettings</name>
        <message>
            <source>Like the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>高对比度</translation>
        </message>
    </context>
    <context>
        <name>kinora::ArrivalFlow</name>
        <message>
            <source>An invitation to %1</source>
            <translation>来自 %1 的邀请</translation>
        </message>
        <message>
            <source>Make an account there? You stay known here as %1 and can come back with one click.</source>
            <translation>在那里创建账户吗？这里会继续记住 %1，一键即可返回。</translation>
        </message>
        <message>
            <source>Go there</source>
            <translation>前往</translation>
        </message>
        <message>
            <source>Remove %1 (%2)?</source>
            <translation>移除 %1（%2）？</translation>
        </message>
        <message>
            <source>Kinora forgets the account and signs out of it. The videos that were downloaded stay on this computer and come back when you sign in again. Nothing on the relay is affected.</source>
            <translation>Kinora 会忘记此账户并退出登录。已下载的视频会留在这台电脑上，再次登录后即可看到。中继上的内容不受影响。</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
    </context>
    <context>
        <name>kinora::CameoDialog</name>
        <message>
            <source>Delete cameo</source>
            <translation>删除客串角色</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>正在保存…</translation>
        </message>
        <message>
            <source>3 to 30 lower-case letters of the Latin alphabet, digits and underscores.</source>
            <translation>3 到 30 个小写拉丁字母、数字或下划线。</translation>
        </message>
        <message>
            <source>You have a cameo of this name already.</source>
            <translation>您已有同名的客串角色。</translation>
        </message>
        <message>
            <source>There are as many cameos as this relay keeps. Delete one first.</source>
            <translation>此中继保存的客串角色已达上限。请先删除一个。</translation>
        </message>
        <message>
            <source>Edit cameo</source>
            <translation>编辑客串角色</translation>
        </message>
        <message>
            <source>New cameo</source>
            <translation>新建客串角色</translation>
        </message>
        <message>
            <source>Really delete?</source>
            <translation>确定删除？</translation>
        </message>
    </context>
    <context>
        <name>kinora::CameoRow</name>
        <message>
            <source>Add cameo</source>
            <translation>添加客串角色</translation>
        </message>
        <message>
            <source>Somebody or something to be recognised in several videos</source>
            <translation>在多个视频中都能认出的人或事物</translation>
        </message>
        <message>
            <source>Cameo %1</source>
            <translation>客串角色 %1</translation>
        </message>
        <message>
            <source>Edit cameo…</source>
            <translation>编辑客串角色…</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Edit cameos</source>
            <translation>编辑客串角色</translation>
        </message>
        <message>
            <source>Change or delete a cameo</source>
            <translation>更改或删除客串角色</translation>
        </message>
    </context>
    <context>
        <name>kinora::Composer</name>
        <message>
            <source>Sending…</source>
            <translation>正在发送…</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>生成</translation>
        </message>
        <message>
            <source>Generate · %1</source>
            <comment>price</comment>
            <translation>生成 · %1</translation>
        </message>
        <message>
            <source>%1 / %2</source>
            <comment>characters used of characters allowed</comment>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>%1 of %2 characters</source>
            <translation>%1 / %2 个字符</translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) too long for this model.</source>
            <translation>
                <numerusform>超出此模型上限 %n 个字符。</numerusform>
            </translation>
        </message>
        <message>
            <source>The reference image is not on this computer any more.</source>
            <translation>参考图片已不在此电脑上。</translation>
        </message>
        <message>
            <source>What you pasted is much longer than any prompt, so it was left out. Your text is as it was.</source>
            <translation>粘贴的内容远远超过提示词的长度，因此未被插入。您的文字保持不变。</translation>
        </message>
        <message>
            <source>This model does not take a reference image.</source>
            <translation>此模型不支持参考图片。</translation>
        </message>
        <message>
            <source>This model does not know cameos: their names are sent as words.</source>
            <translation>此模型不支持客串角色：其名称将作为普通文字发送。</translation>
        </message>
        <message numerus="yes">
            <source>This model takes %n cameo(s): those that stand first in the prompt.</source>
            <translation>
                <numerusform>此模型最多支持 %n 个客串角色：取提示词中靠前的。</numerusform>
            </translation>
        </message>
        <message>
            <source>A remix begins with its video, so it takes no reference image.</source>
            <translation>混剪以原视频开始，因此不使用参考图片。</translation>
        </message>
        <message>
            <source>Say what should be different…</source>
            <translation>说说要有什么不同…</translation>
        </message>
        <message>
            <source>Describe your video…</source>
            <translation>描述你的视频…</translation>
        </message>
        <message>
            <source>This model makes no remixes any more.</source>
            <translation>此模型已不再支持混剪。</translation>
        </message>
        <message>
            <source>A remix takes words alone: the names of cameos are sent as words.</source>
            <translation>混剪只接受文字：客串角色的名字将作为文字发送。</translation>
        </message>
    </context>
    <context>
        <name>kinora::CreatePage</name>
        <message>
            <source>What you write cannot be kept for later: %1</source>
            <translation>你写的内容无法保存：%1</translation>
        </message>
        <message>
            <source>The prompts that were kept here are damaged and were set aside in the library. What you write from now on is kept again.</source>
            <translation>此处保存的提示词已损坏，已在媒体库中另行存放。从现在起你写的内容会重新保存。</translation>
        </message>
        <message>
            <source>The models of the relay could not be read. %1</source>
            <translation>无法读取中继的模型。%1</translation>
        </message>
        <message>
            <source>%1 · demo</source>
            <comment>model</comment>
            <translation>%1 · 演示</translation>
        </message>
        <message>
            <source>Model: %1</source>
            <translation>模型：%1</translation>
        </message>
        <message>
            <source>No video service is set up on this relay: a stand-in makes the videos.</source>
            <translation>此中继未配置视频服务：视频由演示程序生成。</translation>
        </message>
        <message numerus="yes">
            <source>%n request(s) wait for the relay and are sent as soon as it is back. Nothing is made twice.</source>
            <translation>
                <numerusform>%n 个请求正在等待中继，恢复后会立即发送。不会重复生成。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 is not offered on this relay. %2 takes its place.</source>
            <translation>此中继不提供 %1，改用 %2。</translation>
        </message>
        <message>
            <source>Describe your first video</source>
            <translation>描述你的第一个视频</translation>
        </message>
        <message>
            <source>A subject, what happens, how the camera moves. One sentence is enough.</source>
            <translation>主体、发生的事、镜头如何运动。一句话就够。</translation>
        </message>
        <message>
            <source>A paper boat crosses a puddle</source>
            <translation>一只纸船驶过水洼</translation>
        </message>
        <message>
            <source>City waking up, time-lapse</source>
            <translation>城市苏醒，延时摄影</translation>
        </message>
        <message>
            <source>A fox in falling snow</source>
            <translation>落雪中的狐狸</translation>
        </message>
        <message>
            <source>Usage: %1</source>
            <translation>用量：%1</translation>
        </message>
        <message>
            <source>The reference image could not be sent, and nothing else was. %1</source>
            <translation>参考图片未能发送，其他内容也没有发送。%1</translation>
        </message>
        <message>
            <source>Save a preset</source>
            <translation>保存预设</translation>
        </message>
        <message>
            <source>Name of the preset. It keeps everything but the prompt and the picture.</source>
            <translation>预设名称。除提示词和图片外，其余全部保存。</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>The picture that this began with could not be fetched. %1</source>
            <translation>无法取回它开头用的图片。%1</translation>
        </message>
    </context>
    <context>
        <name>kinora::DesktopNotifier</name>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
    </context>
    <context>
        <name>kinora::EditProfileDialog</name>
        <message>
            <source>This part stands for you. Drag the picture or use the arrow keys.</source>
            <translation>此部分将代表你。拖动图片或使用方向键。</translation>
        </message>
        <message>
            <source>Enter a name.</source>
            <translation>请输入名称。</translation>
        </message>
        <message>
            <source>3 to 30 lower-case letters of the Latin alphabet, digits and underscores.</source>
            <translation>3 到 30 个小写拉丁字母、数字和下划线。</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>正在保存…</translation>
        </message>
        <message>
            <source>Somebody has this handle already.</source>
            <translation>此用户名已被使用。</translation>
        </message>
    </context>
    <context>
        <name>kinora::ExportDialog</name>
        <message numerus="yes">
            <source>%n picture(s) of it could not be had.</source>
            <translation>
                <numerusform>其中 %n 张图片无法取得。</numerusform>
            </translation>
        </message>
        <message>
            <source>The account lies in “%1”.</source>
            <translation>账户已写入“%1”。</translation>
        </message>
        <message>
            <source>The account could not be written.</source>
            <translation>无法写入账户。</translation>
        </message>
        <message>
            <source>profile</source>
            <translation>个人资料</translation>
        </message>
        <message>
            <source>cameos</source>
            <translation>客串角色</translation>
        </message>
        <message>
            <source>costs</source>
            <translation>费用</translation>
        </message>
        <message>
            <source>requests</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>Not in it: %1.</source>
            <translation>其中没有：%1。</translation>
        </message>
        <message>
            <source>Nothing can be written into a video of this kind; a JSON file beside it can.</source>
            <translation>无法向这种视频写入信息，但可以写入旁边的 JSON 文件。</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>已停止。</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) written.</source>
            <translation>
                <numerusform>已写入 %n 个视频。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) could not be written.</source>
            <translation>
                <numerusform>%n 个视频无法写入。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Export %n video(s)</source>
            <translation>
                <numerusform>导出 %n 个视频</numerusform>
            </translation>
        </message>
        <message>
            <source>For example: %1</source>
            <translation>例如：%1</translation>
        </message>
        <message>
            <source>Where to</source>
            <translation>导出到</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>There is nothing to export.</source>
            <translation>没有可导出的内容。</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) left out: the files are not on this computer, and the relay cannot be asked.</source>
            <translation>
                <numerusform>跳过了 %n 个视频：文件不在这台电脑上，而且无法连接中继。</numerusform>
            </translation>
        </message>
        <message>
            <source>Export everything</source>
            <translation>导出全部</translation>
        </message>
        <message>
            <source>Could not be written</source>
            <translation>未能写入</translation>
        </message>
        <message>
            <source>Left out: not on this computer</source>
            <translation>已略过：不在这台电脑上</translation>
        </message>
    </context>
    <context>
        <name>kinora::GalleryActions</name>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Add a tag</source>
            <translation>添加标签</translation>
        </message>
        <message numerus="yes">
            <source>A tag for these %n video(s): a word or a few to find them by.</source>
            <translation>
                <numerusform>用来查找这 %n 个视频的词语。</numerusform>
            </translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Shown instead of the prompt, which stays as it is. Empty: the prompt again.</source>
            <translation>代替提示词显示，提示词本身不变。留空则重新显示提示词。</translation>
        </message>
        <message>
            <source>Delete for ever?</source>
            <translation>永久删除？</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) and their files go, on this computer and on the relay. This cannot be undone.</source>
            <translation>
                <numerusform>%n 个视频及其文件将从此电脑和中继上删除。此操作无法撤销。</numerusform>
            </translation>
        </message>
        <message>
            <source>Delete for ever</source>
            <translation>永久删除</translation>
        </message>
    </context>
    <context>
        <name>kinora::GalleryFilters</name>
        <message>
            <source>Rated %1 or better</source>
            <translation>评分 %1 及以上</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>More filters: %1</source>
            <translation>更多筛选：%1</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>最新</translation>
        </message>
        <message>
            <source>Oldest</source>
            <translation>最早</translation>
        </message>
        <message>
            <source>Best rated</source>
            <translation>评分最高</translation>
        </message>
        <message>
            <source>Longest</source>
            <translation>最长</translation>
        </message>
        <message>
            <source>Largest</source>
            <translation>最大</translation>
        </message>
        <message>
            <source>Order: %1</source>
            <translation>排序：%1</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Any</source>
            <translation>不限</translation>
        </message>
        <message>
            <source>%1 or better</source>
            <translation>%1 及以上</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>Search prompts, tags, @cameos</source>
            <translation>搜索提示词、标签、@客串角色</translation>
        </message>
        <message>
            <source>Search your videos</source>
            <translation>搜索你的视频</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>已发布</translation>
        </message>
        <message>
            <source>Trash</source>
            <translation>回收站</translation>
        </message>
        <message>
            <source>Part of the library</source>
            <translation>媒体库的部分</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>收藏</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>竖屏</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>横屏</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>在此电脑上</translation>
        </message>
    </context>
    <context>
        <name>kinora::GalleryPane</name>
        <message numerus="yes">
            <source>%n found</source>
            <comment>videos</comment>
            <translation>
                <numerusform>找到 %n 个</numerusform>
            </translation>
        </message>
        <message>
            <source>The trash is empty</source>
            <translation>回收站是空的</translation>
        </message>
        <message>
            <source>What you throw away waits here before it goes for good.</source>
            <translation>你丢弃的视频会先留在这里，之后才会永久删除。</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>没有找到</translation>
        </message>
        <message>
            <source>No video is like that.</source>
            <translation>没有符合条件的视频。</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>Everything is in the trash</source>
            <translation>全部都在回收站里</translation>
        </message>
        <message>
            <source>What lies there can be restored before it goes for good.</source>
            <translation>回收站里的内容在永久删除之前可以恢复。</translation>
        </message>
        <message>
            <source>Show the trash</source>
            <translation>显示回收站</translation>
        </message>
        <message>
            <source>Nothing here yet</source>
            <translation>这里还没有内容</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) moved to the trash.</source>
            <translation>
                <numerusform>已将 %n 个视频移到回收站。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Looking at %n video(s)…</source>
            <translation>
                <numerusform>正在查看 %n 个视频…</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Your videos</source>
            <translation>你的视频</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s)</source>
            <translation>
                <numerusform>%n 个视频</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 on this computer</source>
            <translation>本机占用 %1</translation>
        </message>
        <message>
            <source>offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>syncing…</source>
            <translation>同步中…</translation>
        </message>
        <message>
            <source>synced %1</source>
            <translation>%1同步</translation>
        </message>
        <message>
            <source>What you make appears here, and stays on this computer.</source>
            <translation>你制作的内容会出现在这里，并保存在本机。</translation>
        </message>
        <message>
            <source>Describe your first video</source>
            <translation>描述你的第一个视频</translation>
        </message>
        <message>
            <source>Looking for your videos…</source>
            <translation>正在查找你的视频…</translation>
        </message>
        <message>
            <source>The relay could not be asked for your videos. Kinora tries again.</source>
            <translation>无法向中继查询你的视频。会自动重试。</translation>
        </message>
        <message>
            <source>There are no videos on this computer yet. They come when you are signed in.</source>
            <translation>本机上还没有视频。登录后会自动获取。</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>导入文件夹…</translation>
        </message>
    </context>
    <context>
        <name>kinora::ImportDialog</name>
        <message>
            <source>an empty file</source>
            <translation>空文件</translation>
        </message>
        <message>
            <source>you have no permission to read it</source>
            <translation>您没有读取它的权限</translation>
        </message>
        <message>
            <source>cannot be read</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <source>cannot be read (%1)</source>
            <translation>无法读取（%1）</translation>
        </message>
        <message>
            <source>a folder that you have no permission to look into</source>
            <translation>您没有权限查看的文件夹</translation>
        </message>
        <message>
            <source>no video that can be played to its end</source>
            <translation>不是能完整播放的视频</translation>
        </message>
        <message>
            <source>not JSON</source>
            <translation>不是 JSON</translation>
        </message>
        <message>
            <source>too large to be read</source>
            <translation>太大，无法读取</translation>
        </message>
        <message>
            <source>says nothing that Kinora understands</source>
            <translation>没有 Kinora 能理解的内容</translation>
        </message>
        <message>
            <source>does not say for certain which of the videos here it means</source>
            <translation>无法确定它指的是这里的哪个视频</translation>
        </message>
        <message>
            <source>tells of no video that was found here</source>
            <translation>没有描述在这里找到的视频</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>已停止。</translation>
        </message>
        <message>
            <source>There are no videos in this folder.</source>
            <translation>这个文件夹里没有视频。</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) imported.</source>
            <translation>
                <numerusform>已导入 %n 个视频。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) passed over: they are here already.</source>
            <translation>
                <numerusform>跳过了 %n 个视频：已经在这里。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be understood.</source>
            <translation>
                <numerusform>有 %n 个文件无法识别。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) could not be stored.</source>
            <translation>
                <numerusform>有 %n 个视频无法保存。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) are left; importing the same folder again goes on with them.</source>
            <translation>
                <numerusform>还剩 %n 个视频；再次导入同一文件夹会继续处理它们。</numerusform>
            </translation>
        </message>
        <message>
            <source>Could not be stored</source>
            <translation>未能保存</translation>
        </message>
        <message>
            <source>Not understood</source>
            <translation>无法识别</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>已导入</translation>
        </message>
        <message>
            <source>Here already</source>
            <translation>已经在这里</translation>
        </message>
        <message>
            <source>Looking through the folder…</source>
            <translation>正在查看文件夹…</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Where from</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>some of its lines are not JSON</source>
            <translation>有些行不是 JSON</translation>
        </message>
        <message>
            <source>a kind of video that cannot be imported; MP4, MOV and WebM can</source>
            <translation>这种视频无法导入，只支持 MP4、MOV 和 WebM</translation>
        </message>
        <message>
            <source>not read: only JSON is, and tables of Kinora</source>
            <translation>未读取：只读取 JSON 和 Kinora 的表格</translation>
        </message>
        <message numerus="yes">
            <source>What is told of %n of them was too long and is cut.</source>
            <translation>
                <numerusform>其中 %n 个的说明太长，已截短。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) were here already, and now have what this folder tells of them.</source>
            <translation>
                <numerusform>%n 个视频已经在这里，现在补上了这个文件夹里的说明。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) lie in your library&apos;s trash and can be restored there.</source>
            <translation>
                <numerusform>%n 个视频在媒体库的回收站里，可以从那里恢复。</numerusform>
            </translation>
        </message>
        <message>
            <source>In the trash</source>
            <translation>在回收站里</translation>
        </message>
        <message>
            <source>Imported, but words that were too long are cut</source>
            <translation>已导入，但太长的文字已截短</translation>
        </message>
        <message>
            <source>Here already, and now with what is told of them</source>
            <translation>已经在这里，并补上了说明</translation>
        </message>
    </context>
    <context>
        <name>kinora::JobCard</name>
        <message>
            <source>%1. %2 %3</source>
            <comment>prompt, percent, status</comment>
            <translation>%1。%2 %3</translation>
        </message>
    </context>
    <context>
        <name>kinora::JobNews</name>
        <message>
            <source>Your video is ready</source>
            <translation>你的视频已完成</translation>
        </message>
        <message>
            <source>A video failed</source>
            <translation>一个视频失败了</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>以及另外 %n 个</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n videos are ready</source>
            <translation>
                <numerusform>%n 个视频已完成</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n videos failed</source>
            <translation>
                <numerusform>%n 个视频失败了</numerusform>
            </translation>
        </message>
        <message>
            <source>Videos ready: %1, failed: %2</source>
            <translation>完成的视频：%1，失败：%2</translation>
        </message>
    </context>
    <context>
        <name>kinora::LibrarySettings</name>
        <message>
            <source>All of them</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>收藏</translation>
        </message>
        <message>
            <source>Only what I open</source>
            <translation>仅我打开过的</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>不限</translation>
        </message>
        <message>
            <source>%1 GB</source>
            <translation>%1 GB</translation>
        </message>
        <message>
            <source>Every video comes to this computer by itself and plays with relay and network gone.</source>
            <translation>每个视频都会自动下载到这台电脑，没有中继和网络时也能播放。</translation>
        </message>
        <message>
            <source>Favourites come by themselves, others when you open them.</source>
            <translation>收藏的视频自动下载，其他视频在你打开时下载。</translation>
        </message>
        <message>
            <source>A video comes when you open it, and stays.</source>
            <translation>视频在你打开时下载，并保留下来。</translation>
        </message>
        <message numerus="yes">
            <source>The relay does not take %n imported videos. The player shows why with each of them.</source>
            <translation>
                <numerusform>中继不接收 %n 个导入的视频。原因见播放器中的各个视频。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::LineEdit</name>
        <message>
            <source>hide</source>
            <translation>隐藏</translation>
        </message>
        <message>
            <source>show</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Hide password</source>
            <translation>隐藏密码</translation>
        </message>
        <message>
            <source>Show password</source>
            <translation>显示密码</translation>
        </message>
    </context>
    <context>
        <name>kinora::LocalRelayPage</name>
        <message>
            <source>Starting for the first time. This takes some seconds.</source>
            <translation>首次启动，需要几秒钟。</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在启动…</translation>
        </message>
        <message>
            <source>It says: %1</source>
            <translation>它的说明：%1</translation>
        </message>
    </context>
    <context>
        <name>kinora::LoginPage</name>
        <message>
            <source>Enter your password.</source>
            <translation>请输入密码。</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>正在登录…</translation>
        </message>
        <message>
            <source>checking…</source>
            <translation>检查中…</translation>
        </message>
        <message>
            <source>The relay has ended your session. Sign in again; what you wrote is kept.</source>
            <translation>中继已结束你的会话。请重新登录；你写的内容已保留。</translation>
        </message>
        <message>
            <source>“%1” has no accounts yet. Create the first one: it becomes the administrator.</source>
            <translation>“%1”还没有账户。创建第一个账户，它将成为管理员。</translation>
        </message>
        <message>
            <source>to %1</source>
            <translation>中继：%1</translation>
        </message>
        <message>
            <source>to your relay</source>
            <translation>到你的中继</translation>
        </message>
        <message>
            <source>You are still signed in, but the system keychain is locked. Unlock it and press “Try now” in your library, or sign in here.</source>
            <translation>你仍处于登录状态，但系统钥匙串已锁定。请解锁后在媒体库中点按“立即重试”，或在此登录。</translation>
        </message>
    </context>
    <context>
        <name>kinora::LibraryNotes</name>
        <message>
            <source>The list of your videos was damaged and is being made anew, from the files here and from the relay. The damaged one is kept in the folder of your library: %1</source>
            <translation>视频列表已损坏，正在根据这里的文件和中继重新建立。损坏的列表保留在媒体库的文件夹中：%1</translation>
        </message>
        <message numerus="yes">
            <source>%n videos were deleted for ever elsewhere or from the trash.</source>
            <translation>
                <numerusform>%n 个视频已在别处或从回收站中永久删除。</numerusform>
            </translation>
        </message>
        <message>
            <source>Files that were here are now in the folder “removed” of your library.</source>
            <translation>原先在这里的文件现位于媒体库的“removed”文件夹中。</translation>
        </message>
        <message numerus="yes">
            <source>A change to %n videos was not accepted.</source>
            <translation>
                <numerusform>对 %n 个视频的更改未被接受。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported videos stay on this computer only: the relay does not take them.</source>
            <translation>
                <numerusform>%n 个导入的视频只保留在这台电脑上：中继不接收。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They can be offered again in the settings, under Library.</source>
            <translation>
                <numerusform>可以在“设置”的“媒体库”中再次提交。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported videos are on this computer only so far.</source>
            <translation>
                <numerusform>%n 个导入的视频目前只在这台电脑上。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported videos cannot be read on this computer, so the relay does not have them yet.</source>
            <translation>
                <numerusform>有 %n 个导入的视频在这台电脑上无法读取，因此中继还没有它们。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::MainWindow</name>
        <message>
            <source>Opening your library…</source>
            <translation>正在打开你的媒体库…</translation>
        </message>
        <message>
            <source>Signing in as %1…</source>
            <translation>正在以 %1 登录…</translation>
        </message>
        <message numerus="yes">
            <source>%n in progress</source>
            <translation>
                <numerusform>%n 个进行中</numerusform>
            </translation>
        </message>
        <message>
            <source>No system keychain can be used, so you stay signed in only until Kinora is closed.</source>
            <translation>无法使用系统钥匙串，因此登录状态只保持到 Kinora 关闭。</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>知道了</translation>
        </message>
        <message>
            <source>Nothing on the relay is affected.</source>
            <translation>中继上的内容不受影响。</translation>
        </message>
        <message>
            <source>Close Kinora?</source>
            <translation>关闭 Kinora？</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>kinora::MoreChip</name>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>More options</source>
            <translation>更多选项</translation>
        </message>
        <message>
            <source>Not wanted, and seed</source>
            <translation>不想要的内容和种子</translation>
        </message>
        <message>
            <source>New prompt, keep this one</source>
            <translation>新建提示词并保留当前的</translation>
        </message>
        <message>
            <source>Discard this prompt</source>
            <translation>丢弃此提示词</translation>
        </message>
        <message>
            <source>Sent before</source>
            <translation>以前发送的</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>预设</translation>
        </message>
        <message>
            <source>Save these options…</source>
            <translation>保存这些选项…</translation>
        </message>
        <message>
            <source>Delete a preset</source>
            <translation>删除预设</translation>
        </message>
    </context>
    <context>
        <name>kinora::NetworkSettings</name>
        <message>
            <source>This proxy is used from now on.</source>
            <translation>从现在起使用此代理。</translation>
        </message>
        <message>
            <source>%1 The password is kept until Kinora is closed.</source>
            <translation>%1密码会保留到 Kinora 关闭为止。</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>No proxy</source>
            <translation>不使用代理</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>手动</translation>
        </message>
        <message>
            <source>HTTP proxy</source>
            <translation>HTTP 代理</translation>
        </message>
        <message>
            <source>SOCKS 5</source>
            <translation>SOCKS 5</translation>
        </message>
    </context>
    <context>
        <name>kinora::NewPassword</name>
        <message>
            <source>Repeat the password.</source>
            <translation>请再次输入密码。</translation>
        </message>
        <message>
            <source>The two passwords are not the same.</source>
            <translation>两次输入的密码不一致。</translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) or more, longer is better.</source>
            <translation>
                <numerusform>%n 个或更多字符，越长越好。</numerusform>
            </translation>
        </message>
        <message>
            <source>Easy to guess. %1</source>
            <translation>容易猜到。%1</translation>
        </message>
        <message>
            <source>Fair. %1</source>
            <translation>一般。%1</translation>
        </message>
        <message>
            <source>Good. %1</source>
            <translation>良好。%1</translation>
        </message>
        <message>
            <source>Strong.</source>
            <translation>很强。</translation>
        </message>
    </context>
    <context>
        <name>kinora::NewsSettings</name>
        <message>
            <source>By the notifications of this desktop, one for all that ended; a click opens the video.</source>
            <translation>通过此桌面的通知，所有结束的任务合为一条；点击即可打开视频。</translation>
        </message>
        <message>
            <source>This desktop shows no notifications. What is ready waits in your gallery, what failed in the queue.</source>
            <translation>此桌面不显示通知。完成的视频在你的图库中，失败的在队列中。</translation>
        </message>
    </context>
    <context>
        <name>kinora::OptionChips</name>
        <message>
            <source>%1 s</source>
            <comment>length of a video</comment>
            <translation>%1 秒</translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n 秒</numerusform>
            </translation>
        </message>
        <message>
            <source>Length: %1</source>
            <translation>时长：%1</translation>
        </message>
    </context>
    <context>
        <name>kinora::OrientationSelector</name>
        <message>
            <source>Orientation</source>
            <translation>方向</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>竖屏</translation>
        </message>
        <message>
            <source>Upright, for phones</source>
            <translation>竖向，适合手机</translation>
        </message>
        <message>
            <source>Landscape</source>
            <translation>横屏</translation>
        </message>
        <message>
            <source>Wide, for screens</source>
            <translation>横向，适合屏幕</translation>
        </message>
    </context>
    <context>
        <name>kinora::PersonDialog</name>
        <message>
            <source>Nobody on the relay has this handle.</source>
            <translation>中继上没有使用此用户名的人。</translation>
        </message>
        <message numerus="yes">
            <source>%n published video(s)</source>
            <translation>
                <numerusform>%n 个已发布的视频</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n follower(s)</source>
            <translation>
                <numerusform>%n 位粉丝</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>follows %n</source>
            <comment>people</comment>
            <translation>
                <numerusform>关注 %n 人</numerusform>
            </translation>
        </message>
        <message>
            <source>Unfollow</source>
            <translation>取消关注</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>关注</translation>
        </message>
    </context>
    <context>
        <name>kinora::PlayerControls</name>
        <message>
            <source>Leave full screen</source>
            <translation>退出全屏</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>%1 (Space)</source>
            <translation>%1（空格）</translation>
        </message>
        <message>
            <source>%1 / %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>Sound on</source>
            <translation>打开声音</translation>
        </message>
        <message>
            <source>Sound off</source>
            <translation>关闭声音</translation>
        </message>
        <message>
            <source>%1 (M)</source>
            <translation>%1 (M)</translation>
        </message>
        <message>
            <source>There is no sound device</source>
            <translation>没有音频设备</translation>
        </message>
        <message>
            <source>Previous video (←)</source>
            <translation>上一个视频 (←)</translation>
        </message>
        <message>
            <source>Next video (→)</source>
            <translation>下一个视频 (→)</translation>
        </message>
        <message>
            <source>Play again and again</source>
            <translation>循环播放</translation>
        </message>
        <message>
            <source>Copy or save this picture</source>
            <translation>复制或保存当前画面</translation>
        </message>
        <message>
            <source>Copy this picture</source>
            <translation>复制当前画面</translation>
        </message>
        <message>
            <source>Save this picture…</source>
            <translation>保存当前画面…</translation>
        </message>
    </context>
    <context>
        <name>kinora::PlayerFacts</name>
        <message>
            <source>Copy prompt</source>
            <translation>复制提示词</translation>
        </message>
        <message>
            <source>%1 (demo)</source>
            <translation>%1（演示）</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>在本机</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>未评分</translation>
        </message>
        <message>
            <source>No longer a favourite (Shift+F)</source>
            <translation>取消收藏 (Shift+F)</translation>
        </message>
        <message>
            <source>Favourite (Shift+F)</source>
            <translation>收藏 (Shift+F)</translation>
        </message>
        <message>
            <source>This one</source>
            <translation>当前视频</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>原作</translation>
        </message>
        <message>
            <source>Remix</source>
            <translation>混剪</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Takes and remixes (%1)</source>
            <translation>各版本与混剪（%1）</translation>
        </message>
        <message>
            <source>Side by side with this one</source>
            <translation>与当前视频并排</translation>
        </message>
        <message>
            <source>%1 of 5</source>
            <comment>stars</comment>
            <translation>%1/5</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <comment>kind of relative, beginning of its prompt</comment>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>Stop publishing</source>
            <translation>取消发布</translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>发布</translation>
        </message>
    </context>
    <context>
        <name>kinora::PlayerPage</name>
        <message>
            <source>%1 of %2</source>
            <comment>the third video of 248</comment>
            <translation>第 %1 个，共 %2 个</translation>
        </message>
        <message>
            <source>Video: %1</source>
            <translation>视频：%1</translation>
        </message>
        <message>
            <source>Coming to this computer: %1 of %2</source>
            <translation>正在下载到本机：%1 / %2</translation>
        </message>
        <message>
            <source>This video is not on this computer yet. It is fetched as soon as the relay answers.</source>
            <translation>此视频尚不在本机。中继应答后会立即获取。</translation>
        </message>
        <message>
            <source>This video is not on this computer, and there is no connection to the relay.</source>
            <translation>此视频不在本机，且无法连接中继。</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>This video cannot be played here. %1</source>
            <translation>无法在此播放该视频。%1</translation>
        </message>
        <message>
            <source>Open in another program</source>
            <translation>用其他程序打开</translation>
        </message>
        <message>
            <source>The first picture is slow to come: the disk is busy, or this computer can hardly decode it.</source>
            <translation>第一帧迟迟没有出现：磁盘正忙，或者这台电脑难以解码该视频。</translation>
        </message>
        <message>
            <source>The picture is in the clipboard.</source>
            <translation>画面已复制到剪贴板。</translation>
        </message>
        <message>
            <source>Save this picture</source>
            <translation>保存当前画面</translation>
        </message>
        <message>
            <source>Pictures (*.png *.jpg)</source>
            <translation>图片 (*.png *.jpg)</translation>
        </message>
        <message>
            <source>Saved as %1.</source>
            <translation>已保存为 %1。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Moved to the trash.</source>
            <translation>已移到回收站。</translation>
        </message>
        <message>
            <source>Beside it: %1</source>
            <translation>旁边：%1</translation>
        </message>
    </context>
    <context>
        <name>kinora::ProfilePage</name>
        <message numerus="yes">
            <source>Videos</source>
            <comment>beneath the number of videos</comment>
            <translation>
                <numerusform>视频</numerusform>
            </translation>
        </message>
        <message>
            <source>Cameos</source>
            <translation>客串角色</translation>
        </message>
        <message>
            <source>Followers</source>
            <translation>粉丝</translation>
        </message>
        <message>
            <source>Following</source>
            <comment>beneath the number of people one follows</comment>
            <translation>关注</translation>
        </message>
    </context>
    <context>
        <name>kinora::PromptTabs</name>
        <message>
            <source>New prompt</source>
            <translation>新提示词</translation>
        </message>
        <message>
            <source>Prompt %1: %2</source>
            <translation>提示词 %1：%2</translation>
        </message>
        <message>
            <source>Delete discards it</source>
            <translation>按 Delete 键可丢弃</translation>
        </message>
        <message>
            <source>Discard this prompt</source>
            <translation>丢弃此提示词</translation>
        </message>
    </context>
    <context>
        <name>kinora::ProxyLoginDialog</name>
        <message>
            <source>%1 lets nothing through to relays on other computers without a name and a password. Kinora keeps them in the system keychain.</source>
            <translation>%1 没有用户名和密码就不放行对其他电脑上中继的访问。Kinora 会把它们保存在系统钥匙串中。</translation>
        </message>
        <message>
            <source>The proxy did not accept these.</source>
            <translation>代理没有接受这些信息。</translation>
        </message>
    </context>
    <context>
        <name>kinora::QueueCard</name>
        <message>
            <source>Move “%1”: arrow up or down, Home or End</source>
            <translation>移动“%1”：上下箭头、Home 或 End</translation>
        </message>
        <message>
            <source>Drag, or use the arrow keys, to change the order</source>
            <translation>拖动或用箭头键调整顺序</translation>
        </message>
        <message>
            <source>%1. %2 %3</source>
            <comment>prompt, percent, status</comment>
            <translation>%1。%2 %3</translation>
        </message>
    </context>
    <context>
        <name>kinora::QueuePage</name>
        <message numerus="yes">
            <source>%n more are waiting.</source>
            <translation>
                <numerusform>还有 %n 个在等待。</numerusform>
            </translation>
        </message>
        <message>
            <source>The history could not be read. %1</source>
            <translation>无法读取历史记录。%1</translation>
        </message>
        <message>
            <source>Nothing has ended yet.</source>
            <translation>还没有已结束的任务。</translation>
        </message>
        <message>
            <source>Looking for your jobs…</source>
            <translation>正在查找你的任务…</translation>
        </message>
        <message>
            <source>Finished today</source>
            <translation>今天结束</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>Resume my queue</source>
            <translation>继续我的队列</translation>
        </message>
        <message>
            <source>Pause my queue</source>
            <translation>暂停我的队列</translation>
        </message>
        <message>
            <source>Your queue is paused. What is under way goes on; nothing new begins until you resume it.</source>
            <translation>你的队列已暂停。进行中的任务会继续；在你恢复之前不会开始新的任务。</translation>
        </message>
        <message>
            <source>Nothing is waiting</source>
            <translation>没有等待中的任务</translation>
        </message>
        <message>
            <source>What you ask for lines up here until its turn comes. You can change the order.</source>
            <translation>你提交的视频会在这里排队，顺序可以调整。</translation>
        </message>
        <message>
            <source>Describe a video</source>
            <translation>描述一个视频</translation>
        </message>
        <message>
            <source>None of your jobs match.</source>
            <translation>没有符合条件的任务。</translation>
        </message>
    </context>
    <context>
        <name>kinora::ReferenceChip</name>
        <message>
            <source>Reference image</source>
            <translation>参考图片</translation>
        </message>
        <message>
            <source>Reference image: chosen</source>
            <translation>参考图片：已选择</translation>
        </message>
        <message>
            <source>Add a reference image</source>
            <translation>添加参考图片</translation>
        </message>
        <message>
            <source>A picture that the video begins with. Drop one here, or paste it.</source>
            <translation>视频以此图片开始。可将图片拖放或粘贴到这里。</translation>
        </message>
        <message>
            <source>Choose the part…</source>
            <translation>选择区域…</translation>
        </message>
        <message>
            <source>Another picture…</source>
            <translation>更换图片…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
    </context>
    <context>
        <name>kinora::RegisterPage</name>
        <message>
            <source>Enter the code of your invitation.</source>
            <translation>请输入你的邀请码。</translation>
        </message>
        <message>
            <source>Creating your account…</source>
            <translation>正在创建账户…</translation>
        </message>
        <message>
            <source>You are the first on “%1”, so you will look after it. What you make is yours to keep.</source>
            <translation>你是“%1”上的第一位用户，将负责管理它。你创作的一切都归你所有。</translation>
        </message>
        <message>
            <source>You are joining “%1”. Its owner sets how much you can make; what you make is yours to keep.</source>
            <translation>你正在加入“%1”。其所有者决定你能做多少；你创作的一切都归你所有。</translation>
        </message>
    </context>
    <context>
        <name>kinora::ResetPage</name>
        <message>
            <source>Enter the code that you were given.</source>
            <translation>请输入你收到的一次性码。</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>正在登录…</translation>
        </message>
        <message>
            <source>The owner of “%1” made you an account, or helps you back into yours. The password is yours alone.</source>
            <translation>“%1”的所有者为你创建了账户，或正在帮你找回账户。密码只有你自己知道。</translation>
        </message>
        <message>
            <source>for %1 (%2)</source>
            <translation>用于 %1（%2）</translation>
        </message>
        <message>
            <source>for %1</source>
            <translation>用于 %1</translation>
        </message>
    </context>
    <context>
        <name>kinora::SavedAccounts</name>
        <message>
            <source>%1, asks for the password</source>
            <translation>%1，需要密码</translation>
        </message>
        <message>
            <source>More for %1</source>
            <translation>%1 的更多操作</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Open library offline</source>
            <translation>离线打开媒体库</translation>
        </message>
        <message>
            <source>Remove from this computer…</source>
            <translation>从这台电脑移除…</translation>
        </message>
    </context>
    <context>
        <name>kinora::SelectionBar</name>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>已选 %n 个</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::SizeChip</name>
        <message>
            <source>Size: %1</source>
            <translation>尺寸：%1</translation>
        </message>
    </context>
    <context>
        <name>kinora::TakesChip</name>
        <message numerus="yes">
            <source>%n take(s)</source>
            <translation>
                <numerusform>%n 个版本</numerusform>
            </translation>
        </message>
        <message>
            <source>Number of takes: %1</source>
            <translation>版本数量：%1</translation>
        </message>
    </context>
    <context>
        <name>kinora::Tray</name>
        <message numerus="yes">
            <source>Kinora · %n in progress</source>
            <translation>
                <numerusform>Kinora · %n 个进行中</numerusform>
            </translation>
        </message>
        <message>
            <source>Show Kinora</source>
            <translation>显示 Kinora</translation>
        </message>
        <message>
            <source>Watch “%1”</source>
            <translation>观看“%1”</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
    </context>
    <context>
        <name>kinora::TroublePage</name>
        <message>
            <source>Copy report</source>
            <translation>复制报告</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Kinora closed unexpectedly last time</source>
            <translation>Kinora 上次意外关闭</translation>
        </message>
        <message>
            <source>Something went wrong inside Kinora</source>
            <translation>Kinora 内部出了问题</translation>
        </message>
        <message>
            <source>What you wrote, your library and your queue on the relay are as they were. This report says what happened; nothing you wrote is in it.</source>
            <translation>你写的内容、你的媒体库和中继上的队列都保持原样。这份报告说明了发生的情况；其中没有你写的任何内容。</translation>
        </message>
        <message>
            <source>What you wrote is kept, and your queue on the relay goes on. You can go on too; should something look wrong, start Kinora again. Nothing you wrote is in this report.</source>
            <translation>你写的内容已保留，中继上的队列继续进行。你也可以继续；如果有什么不对劲，请重新启动 Kinora。这份报告中没有你写的任何内容。</translation>
        </message>
    </context>
    <context>
        <name>kinora::UsageDialog</name>
        <message>
            <source>The relay could not be asked. %1</source>
            <translation>无法查询中继。%1</translation>
        </message>
        <message>
            <source>Asking the relay…</source>
            <translation>正在查询中继…</translation>
        </message>
        <message>
            <source>MMMM yyyy</source>
            <comment>Qt date format of a month</comment>
            <translation>yyyy年M月</translation>
        </message>
        <message>
            <source>%1: %2 charged</source>
            <comment>month, money</comment>
            <translation>%1：已扣费 %2</translation>
        </message>
        <message>
            <source>%1: %2 charged, %3 held</source>
            <comment>month, money, money</comment>
            <translation>%1：已扣费 %2，预留 %3</translation>
        </message>
        <message>
            <source>What is held belongs to videos that are not finished: it is charged or let go.</source>
            <translation>预留金额属于尚未完成的视频：之后会扣费或释放。</translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) without a known price are not in these sums.</source>
            <translation>
                <numerusform>%n 个价格未知的视频未计入以上总额。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1. %2</source>
            <comment>two sentences</comment>
            <translation>%1。%2</translation>
        </message>
    </context>
    <context>
        <name>kinora::UsageModel</name>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>视频</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>事项</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>金额</translation>
        </message>
    </context>
    <context>
        <name>kinora::VideoMenu</name>
        <message>
            <source>Download to this computer</source>
            <translation>下载到此电脑</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Copy prompt</source>
            <translation>复制提示词</translation>
        </message>
        <message>
            <source>Remove from favourites</source>
            <translation>取消收藏</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>加入收藏</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Title…</source>
            <translation>标题…</translation>
        </message>
        <message>
            <source>Move to trash</source>
            <translation>移到回收站</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Delete for ever…</source>
            <translation>永久删除…</translation>
        </message>
        <message>
            <source>No rating</source>
            <translation>无评分</translation>
        </message>
        <message>
            <source>New tag…</source>
            <translation>新标签…</translation>
        </message>
        <message>
            <source>Play side by side</source>
            <translation>并排播放</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>导入文件夹…</translation>
        </message>
        <message>
            <source>Takes and remixes (%1)</source>
            <translation>各版本与混剪（%1）</translation>
        </message>
        <message>
            <source>Vary</source>
            <translation>再来一版</translation>
        </message>
        <message>
            <source>Use these settings</source>
            <translation>使用这些设置</translation>
        </message>
        <message>
            <source>Remix…</source>
            <translation>混剪…</translation>
        </message>
        <message>
            <source>Stop publishing</source>
            <translation>取消发布</translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>发布</translation>
        </message>
        <message>
            <source>Everybody with an account on this relay sees what is published, and its prompt.</source>
            <translation>此中继上的所有账户都能看到已发布的视频及其提示词。</translation>
        </message>
    </context>
    <context>
        <name>main</name>
        <message>
            <source>The folder %1 cannot be made.</source>
            <translation>无法创建文件夹 %1。</translation>
        </message>
        <message>
            <source>It runs already; its window was brought to the front.</source>
            <translation>Kinora 已在运行；其窗口已切换到前台。</translation>
        </message>
    </context>
    <context>
        <name>kinora::RemixChip</name>
        <message>
            <source>Remix of a video</source>
            <translation>某个视频的混剪</translation>
        </message>
        <message>
            <source>Remix of “%1”</source>
            <comment>beginning of a prompt</comment>
            <translation>“%1”的混剪</translation>
        </message>
        <message>
            <source>Not as a remix</source>
            <translation>不作为混剪</translation>
        </message>
    </context>
    <context>
        <name>PersonPage</name>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>视频</translation>
        </message>
        <message>
            <source>Followers</source>
            <translation>粉丝</translation>
        </message>
        <message>
            <source>Following</source>
            <translation>关注</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>正在查找…</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>显示更多</translation>
        </message>
        <message>
            <source>Open in another program</source>
            <translation>用其他程序打开</translation>
        </message>
        <message>
            <source>All videos</source>
            <translation>全部视频</translation>
        </message>
        <message>
            <source>Like</source>
            <translation>点赞</translation>
        </message>
    </context>
    <context>
        <name>kinora::PersonPage</name>
        <message numerus="yes">
            <source>%1, %n like(s)</source>
            <comment>a video, for screen readers</comment>
            <translation>
                <numerusform>%1，%n 个赞</numerusform>
            </translation>
        </message>
        <message>
            <source>Video: %1</source>
            <translation>视频：%1</translation>
        </message>
        <message numerus="yes">
            <source>Liked, %n like(s)</source>
            <translation>
                <numerusform>已赞，共 %n 个赞</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Like, %n like(s)</source>
            <translation>
                <numerusform>点赞，共 %n 个赞</numerusform>
            </translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Fetching the video… %1%</source>
            <translation>正在获取视频… %1%</translation>
        </message>
        <message>
            <source>This is not shown any more.</source>
            <translation>已不再公开。</translation>
        </message>
        <message>
            <source>The first picture is slow to come: the disk is busy, or this computer can hardly decode it.</source>
            <translation>第一帧迟迟没有出现：磁盘正忙，或者这台电脑难以解码该视频。</translation>
        </message>
        <message>
            <source>This video cannot be played here. %1</source>
            <translation>无法在此播放该视频。%1</translation>
        </message>
        <message>
            <source>Unfollow</source>
            <translation>取消关注</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>关注</translation>
        </message>
        <message>
            <source>Nothing published yet</source>
            <translation>还没有发布任何内容</translation>
        </message>
        <message>
            <source>What this person publishes appears here for everybody on the relay.</source>
            <translation>此人发布的内容会显示在这里，中继上的所有人都能看到。</translation>
        </message>
    </context>
</TS>

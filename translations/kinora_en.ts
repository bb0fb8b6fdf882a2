<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>ConnectionText</name>
        <message numerus="yes">
            <source>Reconnecting in %n s</source>
            <translation>
                <numerusform>Reconnecting in %n s</numerusform>
                <numerusform>Reconnecting in %n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 cannot be reached. Trying again in %n s. Your library works; what you write is kept.</source>
            <translation>
                <numerusform>%1 cannot be reached. Trying again in %n s. Your library works; what you write is kept.</numerusform>
                <numerusform>%1 cannot be reached. Trying again in %n s. Your library works; what you write is kept.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ErrorText</name>
        <message numerus="yes">
            <source>in %n second(s)</source>
            <translation>
                <numerusform>in %n second</numerusform>
                <numerusform>in %n seconds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n minute(s)</source>
            <translation>
                <numerusform>in %n minute</numerusform>
                <numerusform>in %n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least %n character(s).</source>
            <translation>
                <numerusform>At least %n character.</numerusform>
                <numerusform>At least %n characters.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At most %n character(s).</source>
            <translation>
                <numerusform>At most %n character.</numerusform>
                <numerusform>At most %n characters.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GalleryText</name>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n min ago</numerusform>
                <numerusform>%n min ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n h ago</source>
            <translation>
                <numerusform>%n h ago</numerusform>
                <numerusform>%n h ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) cannot be dragged: not on this computer.</source>
            <translation>
                <numerusform>This video cannot be dragged: it is not on this computer.</numerusform>
                <numerusform>None of these %n videos is on this computer: there is nothing to drag.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 video(s) left out: not on this computer.</source>
            <translation>
                <numerusform>One of these %1 videos is not on this computer and is left out.</numerusform>
                <numerusform>%n of these %1 videos are not on this computer and are left out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) not downloaded: larger than the limit of %1 in Settings.</source>
            <translation>
                <numerusform>This video is larger than the limit of %1 in Settings and stays on the relay alone.</numerusform>
                <numerusform>Each of these %n videos is larger than the limit of %1 in Settings: they stay on the relay alone.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of %1 video(s) not downloaded: beyond the limit of %2 in Settings.</source>
            <translation>
                <numerusform>One of these %1 videos does not fit within the limit of %2 in Settings and stays on the relay alone.</numerusform>
                <numerusform>%n of these %1 videos do not fit within the limit of %2 in Settings and stay on the relay alone.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JobText</name>
        <message numerus="yes">
            <source>about %n s left</source>
            <translation>
                <numerusform>about %n s left</numerusform>
                <numerusform>about %n s left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n min left</source>
            <translation>
                <numerusform>about %n min left</numerusform>
                <numerusform>about %n min left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>ready in about %n s</source>
            <translation>
                <numerusform>ready in about %n s</numerusform>
                <numerusform>ready in about %n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>ready in about %n min</source>
            <translation>
                <numerusform>ready in about %n min</numerusform>
                <numerusform>ready in about %n min</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LimitText</name>
        <message numerus="yes">
            <source>This relay allows %n video(s) an hour, and you have asked for as many.</source>
            <translation>
                <numerusform>This relay allows %n video an hour, and you have asked for it.</numerusform>
                <numerusform>This relay allows %n videos an hour, and you have asked for as many.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of your videos are waiting already, and this relay allows no more. Try again when some are done.</source>
            <translation>
                <numerusform>%n of your videos is waiting already, and this relay allows no more. Try again when it is done.</numerusform>
                <numerusform>%n of your videos are waiting already, and this relay allows no more. Try again when some are done.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LocalRelayText</name>
        <message numerus="yes">
            <source>The relay on this computer stops when Kinora is closed. %n video(s) being made will go on when you open Kinora again.</source>
            <translation>
                <numerusform>The relay on this computer stops when Kinora is closed. The video being made will go on when you open Kinora again.</numerusform>
                <numerusform>The relay on this computer stops when Kinora is closed. The %n videos being made will go on when you open Kinora again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::Composer</name>
        <message numerus="yes">
            <source>%n character(s) too long for this model.</source>
            <translation>
                <numerusform>%n character too long for this model.</numerusform>
                <numerusform>%n characters too long for this model.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>This model takes %n cameo(s): those that stand first in the prompt.</source>
            <translation>
                <numerusform>This model takes %n cameo: the one that stands first in the prompt.</numerusform>
                <numerusform>This model takes %n cameos: those that stand first in the prompt.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::CreatePage</name>
        <message numerus="yes">
            <source>%n request(s) wait for the relay and are sent as soon as it is back. Nothing is made twice.</source>
            <translation>
                <numerusform>%n request waits for the relay and is sent as soon as it is back. Nothing is made twice.</numerusform>
                <numerusform>%n requests wait for the relay and are sent as soon as it is back. Nothing is made twice.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::ExportDialog</name>
        <message numerus="yes">
            <source>%n picture(s) of it could not be had.</source>
            <translation>
                <numerusform>%n picture of it could not be had.</numerusform>
                <numerusform>%n pictures of it could not be had.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) written.</source>
            <translation>
                <numerusform>%n video written.</numerusform>
                <numerusform>%n videos written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) could not be written.</source>
            <translation>
                <numerusform>%n video could not be written.</numerusform>
                <numerusform>%n videos could not be written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Export %n video(s)</source>
            <translation>
                <numerusform>Export %n video</numerusform>
                <numerusform>Export %n videos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) left out: the files are not on this computer, and the relay cannot be asked.</source>
            <translation>
                <numerusform>%n video left out: the file is not on this computer, and the relay cannot be asked.</numerusform>
                <numerusform>%n videos left out: the files are not on this computer, and the relay cannot be asked.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::GalleryActions</name>
        <message numerus="yes">
            <source>A tag for these %n video(s): a word or a few to find them by.</source>
            <translation>
                <numerusform>A tag for this video: a word or a few to find it by.</numerusform>
                <numerusform>A tag for these %n videos: a word or a few to find them by.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) and their files go, on this computer and on the relay. This cannot be undone.</source>
            <translation>
                <numerusform>One video and its file go, on this computer and on the relay. This cannot be undone.</numerusform>
                <numerusform>%n videos and their files go, on this computer and on the relay. This cannot be undone.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::GalleryPane</name>
        <message numerus="yes">
            <source>%n found</source>
            <comment>videos</comment>
            <translation>
                <numerusform>%n found</numerusform>
                <numerusform>%n found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) moved to the trash.</source>
            <translation>
                <numerusform>One video moved to the trash.</numerusform>
                <numerusform>%n videos moved to the trash.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Looking at %n video(s)…</source>
            <translation>
                <numerusform>Looking at %n video…</numerusform>
                <numerusform>Looking at %n videos…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s)</source>
            <translation>
                <numerusform>%n video</numerusform>
                <numerusform>%n videos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::ImportDialog</name>
        <message numerus="yes">
            <source>%n video(s) imported.</source>
            <translation>
                <numerusform>%n video imported.</numerusform>
                <numerusform>%n videos imported.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) passed over: they are here already.</source>
            <translation>
                <numerusform>%n video passed over: it is here already.</numerusform>
                <numerusform>%n videos passed over: they are here already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be understood.</source>
            <translation>
                <numerusform>%n file could not be understood.</numerusform>
                <numerusform>%n files could not be understood.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) could not be stored.</source>
            <translation>
                <numerusform>%n video could not be stored.</numerusform>
                <numerusform>%n videos could not be stored.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) are left; importing the same folder again goes on with them.</source>
            <translation>
                <numerusform>%n video is left; importing the same folder again goes on with it.</numerusform>
                <numerusform>%n videos are left; importing the same folder again goes on with them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>What is told of %n of them was too long and is cut.</source>
            <translation>
                <numerusform>What is told of %n of them was too long and is cut.</numerusform>
                <numerusform>What is told of %n of them was too long and is cut.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) were here already, and now have what this folder tells of them.</source>
            <translation>
                <numerusform>%n video was here already, and now has what this folder tells of it.</numerusform>
                <numerusform>%n videos were here already, and now have what this folder tells of them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) lie in your library&apos;s trash and can be restored there.</source>
            <translation>
                <numerusform>%n video lies in your library&apos;s trash and can be restored there.</numerusform>
                <numerusform>%n videos lie in your library&apos;s trash and can be restored there.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::JobNews</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n videos are ready</source>
            <translation>
                <numerusform>%n video is ready</numerusform>
                <numerusform>%n videos are ready</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n videos failed</source>
            <translation>
                <numerusform>%n video failed</numerusform>
                <numerusform>%n videos failed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::LibrarySettings</name>
        <message numerus="yes">
            <source>The relay does not take %n imported videos. The player shows why with each of them.</source>
            <translation>
                <numerusform>The relay does not take %n imported video. The player shows why.</numerusform>
                <numerusform>The relay does not take %n imported videos. The player shows why with each of them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::LibraryNotes</name>
        <message numerus="yes">
            <source>%n videos were deleted for ever elsewhere or from the trash.</source>
            <translation>
                <numerusform>%n video was deleted for ever elsewhere or from the trash.</numerusform>
                <numerusform>%n videos were deleted for ever elsewhere or from the trash.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A change to %n videos was not accepted.</source>
            <translation>
                <numerusform>A change to %n video was not accepted.</numerusform>
                <numerusform>A change to %n videos was not accepted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported videos stay on this computer only: the relay does not take them.</source>
            <translation>
                <numerusform>%n imported video stays on this computer only: the relay does not take it.</numerusform>
                <numerusform>%n imported videos stay on this computer only: the relay does not take them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They can be offered again in the settings, under Library.</source>
            <translation>
                <numerusform>It can be offered again in the settings, under Library.</numerusform>
                <numerusform>They can be offered again in the settings, under Library.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported videos are on this computer only so far.</source>
            <translation>
                <numerusform>%n imported video is on this computer only so far.</numerusform>
                <numerusform>%n imported videos are on this computer only so far.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n imported videos cannot be read on this computer, so the relay does not have them yet.</source>
            <translation>
                <numerusform>%n imported video cannot be read on this computer, so the relay does not have it yet.</numerusform>
                <numerusform>%n imported videos cannot be read on this computer, so the relay does not have them yet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::MainWindow</name>
        <message numerus="yes">
            <source>%n in progress</source>
            <translation>
                <numerusform>%n in progress</numerusform>
                <numerusform>%n in progress</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::NewPassword</name>
        <message numerus="yes">
            <source>%n character(s) or more, longer is better.</source>
            <translation>
                <numerusform>%n character or more, longer is better.</numerusform>
                <numerusform>%n characters or more, longer is better.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::OptionChips</name>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n second</numerusform>
                <numerusform>%n seconds</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::PersonDialog</name>
        <message numerus="yes">
            <source>%n published video(s)</source>
            <translation>
                <numerusform>one published video</numerusform>
                <numerusform>%n published videos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n follower(s)</source>
            <translation>
                <numerusform>one follower</numerusform>
                <numerusform>%n followers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>follows %n</source>
            <comment>people</comment>
            <translation>
                <numerusform>follows %n</numerusform>
                <numerusform>follows %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::ProfilePage</name>
        <message numerus="yes">
            <source>Videos</source>
            <comment>beneath the number of videos</comment>
            <translation>
                <numerusform>Video</numerusform>
                <numerusform>Videos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::QueuePage</name>
        <message numerus="yes">
            <source>%n more are waiting.</source>
            <translation>
                <numerusform>%n more is waiting.</numerusform>
                <numerusform>%n more are waiting.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::SelectionBar</name>
        <message numerus="yes">
            <source>%n chosen</source>
            <translation>
                <numerusform>%n chosen</numerusform>
                <numerusform>%n chosen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::TakesChip</name>
        <message numerus="yes">
            <source>%n take(s)</source>
            <translation>
                <numerusform>%n take</numerusform>
                <numerusform>%n takes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::Tray</name>
        <message numerus="yes">
            <source>Kinora · %n in progress</source>
            <translation>
                <numerusform>Kinora · %n in progress</numerusform>
                <numerusform>Kinora · %n in progress</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::UsageDialog</name>
        <message numerus="yes">
            <source>%n video(s) without a known price are not in these sums.</source>
            <translation>
                <numerusform>%n video without a known price is not in these sums.</numerusform>
                <numerusform>%n videos without a known price are not in these sums.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>kinora::PersonPage</name>
        <message numerus="yes">
            <source>%1, %n like(s)</source>
            <comment>a video, for screen readers</comment>
            <translation>
                <numerusform>%1, %n like</numerusform>
                <numerusform>%1, %n likes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Liked, %n like(s)</source>
            <translation>
                <numerusform>Liked, %n like</numerusform>
                <numerusform>Liked, %n likes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Like, %n like(s)</source>
            <translation>
                <numerusform>Like, %n like</numerusform>
                <numerusform>Like, %n likes</numerusform>
            </translation>
        </message>
    </context>
</TS>

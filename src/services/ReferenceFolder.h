// Where the reference pictures of a library lie.
#pragma once

#include "core/NewJob.h"

#include <QString>

namespace kinora {

/// `libraryRoot` as MediaFolder's.
[[nodiscard]] QString referenceFolder(const QString& libraryRoot);

/// What was written down names a picture by the path it had then, and the library may have moved: to another computer,
/// user or data folder. Such a picture becomes the one of the same name in `folder`; names are hashes. One that is not
/// there stays as it is.
void findReference(ReferencePicture& picture, const QString& folder);

} // namespace kinora

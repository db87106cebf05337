/// What a machine must have for a suite to start on it, looked at beforehand: free ports, room on the disk, no other
/// run in the same folder.
@NullMarked
package org.belltower.local.machine;

import org.jspecify.annotations.NullMarked;

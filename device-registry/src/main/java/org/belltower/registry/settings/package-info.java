/// What holds for a person on a device, by their choices and by the settings of the district and of their
/// students' schools: which categories and areas are active, and why others are not. Pure.
@NullMarked
package org.belltower.registry.settings;

import org.jspecify.annotations.NullMarked;

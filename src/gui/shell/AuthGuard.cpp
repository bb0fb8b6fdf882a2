#include "gui/shell/AuthGuard.h"

namespace kinora {

bool AuthGuard::allows(PageId page, SessionService::State state) {
    using State = SessionService::State;
    switch (page) {
    case PageId::Restoring:
        return state == State::Restoring;
    case PageId::Login:
        // From Offline one may sign in anew without leaving the library for good.
        return state != State::SignedIn && state != State::Restoring;
    case PageId::Register:
    case PageId::Reset:
        return state == State::SignedOut || state == State::SigningIn || state == State::Offline;
    case PageId::LocalRelay:
        return state == State::SignedOut || state == State::Offline;
    case PageId::Create:
    case PageId::Queue:
    case PageId::Person:
        return state == State::SignedIn;
    case PageId::Gallery:
    case PageId::Settings:
    case PageId::Player:
        return state == State::SignedIn || state == State::Offline;
    }
    return false;
}

PageId AuthGuard::landing(PageId page, SessionService::State state) {
    using State = SessionService::State;
    if (allows(page, state)) {
        return page;
    }
    switch (state) {
    case State::SignedIn:
        return PageId::Create;
    case State::Offline:
        return PageId::Gallery;
    case State::Restoring:
        return PageId::Restoring;
    case State::SignedOut:
    case State::SigningIn:
        break;
    }
    return PageId::Login;
}

} // namespace kinora
